import type {Readable} from 'node:stream';
import type {Exit} from '../target.ts';
import {startChild} from './child.ts';
import {outputTail} from './output-tail.ts';
import {exitText} from './ready.ts';

/** What came of a command of the user's. */
export interface ShellResult {
  /** Empty when it ended with 0, else why not, with its last words. */
  readonly failure: string;
  readonly output: Buffer;
}

interface ShellOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly limitMs: number;
}

/** Runs a command with `sh -c`. What it leaves running lives on: it may start a service. */
export async function runShell(command: string, {environment, limitMs}: ShellOptions): Promise<ShellResult> {
  const chunks: Buffer[] = [];
  const tail = outputTail();
  let isFirst = true;
  // the standard output is followed first and read whole; of the other the last lines are kept
  const follow = (stream: Readable) => {
    if (isFirst) stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => {});
    else tail.follow(stream);
    isFirst = false;
  };
  const child = await startChild(['sh', '-c', command], {
    output: {follow, lines: tail.lines},
    sweep: false,
    environment,
  });
  const exit = await within(child.ended, limitMs);
  await (exit === null ? child.kill() : child.outputDone);
  return {failure: failureOf(exit, {limitMs, lines: tail.lines()}), output: Buffer.concat(chunks)};
}

function failureOf(
  exit: Exit | null,
  {limitMs, lines}: {readonly limitMs: number; readonly lines: readonly string[]},
): string {
  if (exit?.code === 0) return '';
  const how = exit === null ? `did not end within ${limitMs / 1000} s` : `ended with ${exitText(exit)}`;
  return [how, ...lines.slice(-3)].join(': ');
}

/** Null when the promise takes longer. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>(resolve => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
