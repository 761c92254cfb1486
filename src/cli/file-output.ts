import {constants, fstatSync, ftruncateSync, openSync, writeSync} from 'node:fs';
import type {Output} from '../report/reporter.ts';
import {pipeWriter} from './pipe-output.ts';
import {unwritable} from './user-files.ts';

/**
 * A report file. It is opened at once, so that a bad path ends plugtest before the run, and emptied at the first
 * write, so that a run that is refused does not cost the last report.
 */
export function openFileOutput(path: string): Output {
  const file = openForWriting(path);
  const write = fstatSync(file).isFIFO() ? pipeWriter(file) : fileWriter(file);
  return {
    write(text) {
      try {
        write(text);
      } catch (error) {
        throw unwritable(`"${path}"`, error);
      }
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

function fileWriter(file: number): (text: string) => void {
  let isFresh = fstatSync(file).isFile();
  return text => {
    if (isFresh) ftruncateSync(file);
    isFresh = false;
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    // the kernel takes the bytes of a file without a name, and nobody will ever read them
    if (fstatSync(file).nlink === 0) throw new Error('it was removed during the run');
  };
}
