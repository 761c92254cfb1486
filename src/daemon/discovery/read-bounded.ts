import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';

/** More than any spec file; beyond it plugtest stops reading, so that a device or a huge file can't exhaust it. */
const MAX_SPEC_BYTES = 1024 * 1024;

const NON_BLOCKING_READ = constants.O_RDONLY | constants.O_NONBLOCK;

/** Reads a whole regular file; `error` is Go's text. Never waits, as it would for a named pipe or a terminal. */
export function readBounded(path: string): {bytes: Uint8Array} | {error: string} {
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
