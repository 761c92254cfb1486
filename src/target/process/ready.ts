import {UnreachableError} from '../../util/errors.ts';
import {printableLine} from '../../util/printable.ts';
import type {Exit} from '../target.ts';

/** Tries once; null when the plugin accepts, else why not yet. */
export type Attempt = (timeoutMs: number) => Promise<string | null>;

export interface ReadyOptions {
  readonly attempt: Attempt;
  readonly timeoutMs: number;
  /** Gives up at once when this resolves or rejects; the value is thrown. */
  readonly giveUp: Promise<Error>;
}

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 100;

/** Waits until the plugin accepts a connection. Resolves with null, or with the last reason when the time is over. */
export async function waitUntilReady(options: ReadyOptions): Promise<string | null> {
  const until = performance.now() + options.timeoutMs;
  let over: Error | null = null;
  options.giveUp.then(error => {
    over = error;
  });
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const leftMs = Math.max(1, until - performance.now());
    const reason = await Promise.race([options.attempt(leftMs), options.giveUp]);
    // The end counts even if somebody else accepted: the plugin we started is gone.
    if (over !== null) throw over;
    if (reason instanceof Error) throw reason;
    if (reason === null) return null;
    if (performance.now() + pauseMs >= until) return reason;
    const woken = await Promise.race([pause(pauseMs), options.giveUp]);
    if (woken instanceof Error) throw woken;
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** The command is gone before anything accepted. */
export function endedTooEarly(exit: Exit, place: string, lines: readonly string[]): UnreachableError {
  // a plugin that forked away can't be stopped or started again, and a program that failed seldom says 0
  const advice =
    exit.code === 0
      ? 'let it stay in the foreground (no daemonizing, no `&` in a script)'
      : 'mend the command or its arguments';
  const message = `the command ended with ${exitText(exit)} before ${place} accepted a connection: ${advice}`;
  return new UnreachableError(withLines(message, lines), {code: 'COMMAND_ENDED'});
}

/** The command runs, but nothing accepts. */
export function neverReady(about: {
  readonly place: string;
  readonly timeoutMs: number;
  readonly reason: string;
  readonly lines: readonly string[];
}): UnreachableError {
  const message = `the command runs, but after ${about.timeoutMs / 1000} s nothing accepts at ${about.place}: make it listen there (${about.reason})`;
  return new UnreachableError(withLines(message, about.lines), {code: 'COMMAND_NOT_READY'});
}

/** `exit code 1` or `SIGSEGV`. */
export function exitText(exit: Exit): string {
  return exit.signal ?? `exit code ${exit.code}`;
}

const SHOWN_LINES = 10;
const SHOWN_CHARACTERS = 300;

/** A message with the newest lines of output below it. */
export function withLines(message: string, lines: readonly string[]): string {
  if (lines.length === 0) return `${message}; it printed nothing`;
  const shown = lines
    .slice(-SHOWN_LINES)
    .map(line => `  | ${printableLine(line.slice(0, SHOWN_CHARACTERS))}`);
  return [`${message}; its last lines:`, ...shown].join('\n');
}
