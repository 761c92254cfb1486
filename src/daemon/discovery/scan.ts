import {type Dirent, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {type DiscoveryFolders, goExtension, goStem} from './folders.ts';
import {statOrNull} from './lookup.ts';

/** One name of a scan, with the file that gave it. Names may repeat. */
export interface Listed {
  readonly name: string;
  readonly entry: string;
}

/** All that a scan lists; `error` when an unreadable folder ends it: dockerd then lists nothing. */
export interface Scan {
  readonly listed: readonly Listed[];
  readonly error: string | null;
}

/**
 * Lists plugins as dockerd does for `docker volume ls` (moby v28.5.2 pkg/plugins/discovery.go LocalRegistry.Scan).
 * A symlink is never listed: the scan looks at directory entries, not at what they point to.
 */
export function scan(folders: DiscoveryFolders): Scan {
  const listed: Listed[] = [];
  for (const [folder, list] of [
    [folders.sockets, listSockets],
    ...folders.specs.map(spec => [spec, listSpecs] as const),
  ] as const) {
    const entries = readFolder(folder);
    if ('error' in entries) return {listed: [], error: `error reading dir entries: ${entries.error}`};
    listed.push(...list(folder, entries.entries));
  }
  return {listed, error: null};
}

function listSockets(folder: string, entries: readonly Dirent[]): Listed[] {
  return entries.flatMap(entry => {
    if (entry.isSocket()) return [{name: goStem(entry.name), entry: join(folder, entry.name)}];
    if (!entry.isDirectory()) return [];
    const inner = join(folder, entry.name, `${entry.name}.sock`);
    return statOrNull(inner)?.isSocket() ? [{name: entry.name, entry: inner}] : [];
  });
}

function listSpecs(folder: string, entries: readonly Dirent[]): Listed[] {
  return entries.flatMap(entry => {
    const file = entry.isDirectory() ? innerSpec(folder, entry.name) : entry.name;
    const extension = goExtension(file);
    if (extension !== '.spec' && extension !== '.json') return [];
    const name = goStem(file);
    return [{name: name.slice(name.lastIndexOf('/') + 1), entry: join(folder, file)}];
  });
}

/** The first file of a sub-folder that bears its name, whatever the extension; else the folder itself. */
function innerSpec(folder: string, name: string): string {
  const inner = readFolder(join(folder, name));
  if ('error' in inner) return name;
  const match = inner.entries.find(entry => goStem(entry.name) === name);
  return match === undefined ? name : join(name, match.name);
}

/** Entries in Go's order, by bytes. A missing folder is an empty one. */
export function readFolder(folder: string): {readonly entries: readonly Dirent[]} | {readonly error: string} {
  try {
    const entries = readdirSync(folder, {withFileTypes: true});
    return {entries: entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))};
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return {entries: []};
    const text =
      code === 'EACCES' ? 'permission denied' : code === 'ENOTDIR' ? 'not a directory' : String(code);
    return {error: `open ${folder}: ${text}`};
  }
}
