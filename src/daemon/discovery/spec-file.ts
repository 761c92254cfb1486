import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import type {GoRelease} from '../../gojson/decode.ts';
import {parseGoUrl} from '../../util/go-url.ts';
import {decodeJsonSpec} from './json-spec.ts';
import {type TlsConfig, TRUST_ANYTHING} from './tls.ts';

/** A plugin as dockerd's registry holds it before it is activated. */
export interface Definition {
  /** File name without extension: what users type. */
  readonly name: string;
  /** The file it came from. */
  readonly entry: string;
  /** As written; not yet fit to print, it may hold a password. */
  readonly addr: string;
  readonly tls: TlsConfig | null;
  /** `Name` of a JSON file that dockerd ignores. */
  readonly ignoredName: string | null;
}

/** A definition, or the text of the error with which dockerd's lookup ends. */
export type DefinitionResult =
  | {readonly definition: Definition}
  | {readonly error: string; readonly entry: string};

/** More than any spec file; beyond it plugtest stops reading, so that a device or a huge file can't exhaust it. */
const MAX_SPEC_BYTES = 1024 * 1024;

const NON_BLOCKING_READ = constants.O_RDONLY | constants.O_NONBLOCK;

/** Reads `.spec` or `.json`, by extension (moby v28.5.2 pkg/plugins/discovery.go LocalRegistry.Plugin). */
export function readSpec(name: string, entry: string, release: GoRelease = NEWEST_GO): DefinitionResult {
  const content = readBounded(entry);
  if ('error' in content) return {...content, entry};
  if (!entry.endsWith('.json')) return fromText(name, entry, Buffer.from(content.bytes).toString('utf8'));
  const decoded = decodeJsonSpec(content.bytes, release);
  return 'error' in decoded ? {entry, error: decoded.error} : {definition: {name, entry, ...decoded.spec}};
}

/** Go of the newest engine: it decides the words of JSON errors only. */
const NEWEST_GO: GoRelease = {go: 25};

/** moby v28.5.2 pkg/plugins/discovery.go readPluginInfo */
function fromText(name: string, entry: string, content: string): DefinitionResult {
  const addr = trimGoSpace(content);
  const parsed = parseGoUrl(addr);
  if ('error' in parsed) return {entry, error: `parse ${JSON.stringify(addr)}: ${parsed.error}`};
  if (parsed.url.scheme === '') return {entry, error: 'Unknown protocol'};
  return {definition: {name, entry, addr, tls: TRUST_ANYTHING, ignoredName: null}};
}

/** `strings.TrimSpace`: as JavaScript's trim, plus NEL, minus the byte order mark. */
function trimGoSpace(text: string): string {
  return text.replace(/^(?:(?!\uFEFF)[\s\u0085])+|(?:(?!\uFEFF)[\s\u0085])+$/g, '');
}

function readBounded(path: string): {bytes: Uint8Array} | {error: string} {
  let file: number;
  try {
    // Non-blocking, because opening a named pipe would wait for a writer for ever.
    file = openSync(path, NON_BLOCKING_READ);
  } catch (error) {
    return {error: goFileError('open', path, error)};
  }
  try {
    const kind = fstatSync(file);
    if (kind.isDirectory()) return {error: `read ${path}: is a directory`};
    if (!kind.isFile()) return {error: `read ${path}: not a regular file`};
    if (kind.size > MAX_SPEC_BYTES) return {error: `read ${path}: larger than ${MAX_SPEC_BYTES} bytes`};
    const buffer = Buffer.alloc(kind.size);
    return {bytes: buffer.subarray(0, readSync(file, buffer))};
  } catch (error) {
    return {error: goFileError('read', path, error)};
  } finally {
    closeSync(file);
  }
}

const GO_ERRNO: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  ELOOP: 'too many levels of symbolic links',
  ENXIO: 'no such device or address',
  ENOTDIR: 'not a directory',
};

function goFileError(operation: string, path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return `${operation} ${path}: ${GO_ERRNO[code] ?? code}`;
}
