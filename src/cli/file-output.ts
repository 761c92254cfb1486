import {constants, fstatSync, ftruncateSync, openSync, writeSync} from 'node:fs';
import type {Output} from '../report/reporter.ts';
import {unwritable} from './user-files.ts';

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
    throw unwritable(`the report "${path}"`, error);
  }
}
