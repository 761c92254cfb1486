import type {ProcessOutput} from '../containers/output.ts';
import type {Outcome} from '../outcome.ts';
import {complaint, message} from './session.ts';

const NOT_FOUND = [
  'executable file not found',
  'no such file or directory',
  'system cannot find the file specified',
];
const NOT_RUNNABLE = ['permission denied', 'is a directory'];

/** A `docker run` that did not come to run: 125, or 126 and 127 by the words of the error (docker/cli v28.5.2 toStatusError). */
export function runFailure(answer: {readonly error: string} | {readonly lost: string}): Outcome {
  const text = complaint(answer);
  const exitCode = NOT_FOUND.some(words => text.includes(words))
    ? 127
    : NOT_RUNNABLE.some(words => text.includes(words))
      ? 126
      : 125;
  const stderr = `docker: ${text}\n\nRun 'docker run --help' for more information\n`;
  return {ok: false, exitCode, stdout: '', stderr, error: message(answer)};
}

/** An attached `docker run` whose program has ended: its exit code, and what it wrote. */
export function ended(exitCode: number, output: ProcessOutput | undefined): Outcome {
  const stdout = output?.seen('stdout') ?? '';
  const stderr = output?.seen('stderr') ?? '';
  return {ok: exitCode === 0, exitCode, stdout, stderr, error: ''};
}
