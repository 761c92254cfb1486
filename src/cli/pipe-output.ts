import {writeSync} from 'node:fs';

/** How long a pipe that is full is left alone. */
const pauseMs = 10;

/**
 * Writes to a named pipe or `>(program)`. What a slow reader has not taken yet waits here: a full pipe must neither
 * stop the run, whose times count, nor cost the report. The process stays until the reader has all of it or is gone.
 */
export function pipeWriter(file: number): (text: string) => void {
  const waiting: Buffer[] = [];
  let isPaused = false;
  let problem: unknown = null;
  const resume = () => {
    isPaused = false;
    try {
      drain(file, waiting);
    } catch (error) {
      isPaused = isFull(error);
      if (isPaused) setTimeout(resume, pauseMs);
      else problem = error;
    }
  };
  return text => {
    waiting.push(Buffer.from(text));
    if (!isPaused && problem === null) resume();
    if (problem !== null) throw problem;
  };
}

function drain(file: number, waiting: Buffer[]): void {
  for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
    const rest = first.subarray(first.length === 0 ? 0 : writeSync(file, first));
    if (rest.length > 0) waiting[0] = rest;
    else waiting.shift();
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
