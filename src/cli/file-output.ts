import {constants, fstatSync, ftruncateSync, openSync, writeSync} from 'node:fs';
import type {Output} from '../report/reporter.ts';
import {UsageError} from '../util/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist; create it first',
  EACCES: 'permission denied; choose a place you may write to',
  EPERM: 'permission denied; choose a place you may write to',
  EISDIR: 'it is a folder; name a file in it',
  ENOTDIR: 'a part of its path is no folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * A report file. It is opened at once, so that a bad path ends plugtest before the run, and emptied at the first
 * write, so that a run that is refused does not cost the last report.
 */
export function openFileOutput(path: string): Output {
  const file = openForWriting(path);
  let isFresh = fstatSync(file).isFile();
  return {
    write(text) {
      if (isFresh) ftruncateSync(file);
      isFresh = false;
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    },
    isTerminal: false,
    colour: false,
    columns: 100,
  };
}

function openForWriting(path: string): number {
  try {
    // Non-blocking, because opening a named pipe would wait for a reader for ever.
    return openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_NONBLOCK, 0o666);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`can't write the report "${path}": ${reasons[code] ?? code}`, {cause: error});
  }
}
