import {statSync} from 'node:fs';
import {join} from 'node:path';
import type {GoRelease} from '../../gojson/decode.ts';
import type {DiscoveryFolders} from './folders.ts';
import {type Definition, readSpec} from './spec-file.ts';
import {TRUST_ANYTHING} from './tls.ts';

/** What a lookup by name comes to. */
export type Lookup =
  | {readonly kind: 'found'; readonly definition: Definition}
  /** A spec file exists but is bad: dockerd tries no other candidate. `text` is its error. */
  | {readonly kind: 'error'; readonly entry: string; readonly text: string}
  | {readonly kind: 'not-found'; readonly tried: readonly string[]};

/**
 * Finds a plugin by name as moby v28.5.2 pkg/plugins/discovery.go LocalRegistry.Plugin does: sockets first (symlinks
 * followed, other files skipped), then spec folders in order (anything that exists counts, its error is final).
 * The name is joined into the path without checks: slashes, dots and case are taken literally.
 */
export function lookupByName(folders: DiscoveryFolders, name: string, release?: GoRelease): Lookup {
  const sockets = candidates(folders.sockets, name, '.sock');
  const socket = sockets.find(path => statOrNull(path)?.isSocket());
  if (socket !== undefined) {
    const addr = `unix://${socket}`;
    return {kind: 'found', definition: {name, entry: socket, addr, tls: TRUST_ANYTHING, ignoredName: null}};
  }
  const specs = folders.specs.flatMap(folder => [
    ...candidates(folder, name, '.spec'),
    ...candidates(folder, name, '.json'),
  ]);
  const spec = specs.find(path => statOrNull(path) !== null);
  if (spec === undefined) return {kind: 'not-found', tried: [...sockets, ...specs]};
  const result = readSpec(name, spec, release);
  return 'definition' in result
    ? {kind: 'found', definition: result.definition}
    : {kind: 'error', entry: spec, text: result.error};
}

function candidates(folder: string, name: string, extension: string): string[] {
  return [join(folder, name + extension), join(folder, name, name + extension)];
}

/** Like Go's `os.Stat` with its error dropped: symlinks are followed. */
export function statOrNull(path: string) {
  try {
    return statSync(path);
  } catch {
    // Loops and lack of permission also mean "not there" to dockerd's lookup.
    return null;
  }
}
