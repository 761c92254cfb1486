import type {CheckResult, Leak} from '../core/events.ts';
import type {EventStream} from '../core/stream.ts';
import {exitCodeOf, summarize} from '../core/summary.ts';
import {Interruption} from './options.ts';

/** A signal that ends the run: the user's, or the run's time-out in milliseconds. */
export function endingSignal(
  outer: AbortSignal | undefined,
  timeoutMs: number,
): {readonly signal: AbortSignal; clear(): void} {
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort(new Interruption(`the run took longer than ${timeoutMs / 1000} s (--timeout)`, 1));
  }, timeoutMs);
  const signal = outer === undefined ? abort.signal : AbortSignal.any([abort.signal, outer]);
  return {signal, clear: () => clearTimeout(timer)};
}

/** Exit code of a run that reached its end, or why it did not. */
export function endOf(
  signal: AbortSignal,
  results: readonly CheckResult[],
  requireComplete: boolean,
): {readonly exitCode: number; readonly aborted?: string} {
  if (!signal.aborted) return {exitCode: exitCodeOf(results, {requireComplete})};
  const reason: unknown = signal.reason;
  return reason instanceof Interruption
    ? {exitCode: reason.exitCode, aborted: reason.message}
    : {exitCode: 1, aborted: String(reason)};
}

interface Ending {
  readonly results: readonly CheckResult[];
  readonly leaks: readonly Leak[];
  readonly exitCode: number;
  readonly aborted?: string;
}

/** Tells the run's last event. */
export function finish(stream: EventStream, {results, ...rest}: Ending): void {
  stream.emit({
    type: 'run:end',
    summary: summarize(results),
    durationMs: Math.round(stream.elapsedMs()),
    ...rest,
  });
}
