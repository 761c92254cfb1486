import type {CheckResult, RunEvent} from '../core/events.ts';
import {EventQueue} from './event-queue.ts';
import type {Output, Reporter, ReportOptions} from './reporter.ts';
import {tally} from './tally.ts';

/** One reporter of a run with the place it writes to. */
export interface Destination {
  readonly name: string;
  readonly reporter: Reporter;
  readonly out: Output;
}

/** The last event of every run. */
export type RunEnd = Extract<RunEvent, {type: 'run:end'}>;

/** What came of a run that was reported. */
export interface Reported {
  /** Null when the run ended before its first event. */
  readonly end: RunEnd | null;
  /** What the run threw, if it did. */
  readonly error: unknown;
}

/**
 * Gives every reporter the whole stream through a queue of its own, so that a slow one delays nobody.
 * A reporter that throws is handed to `onDrop` and left out from then on. A run that throws in the middle
 * is closed with a `run:end` of exit code 4, so that every report is complete up to the point reached.
 */
export async function fanOut(
  events: AsyncIterable<RunEvent>,
  destinations: readonly Destination[],
  options: ReportOptions & {onDrop(name: string, error: unknown): void},
): Promise<Reported> {
  const queues = destinations.map(() => new EventQueue<RunEvent>());
  const done = destinations.map(async ({name, reporter, out}, index) => {
    try {
      await reporter(queues[index] ?? new EventQueue(), out, options);
    } catch (error) {
      options.onDrop(name, error);
    } finally {
      queues[index]?.drop();
    }
  });
  const reported = await pump(events, event => {
    for (const queue of queues) queue.push(event);
  });
  for (const queue of queues) queue.end();
  await Promise.all(done);
  return reported;
}

async function pump(events: AsyncIterable<RunEvent>, emit: (event: RunEvent) => void): Promise<Reported> {
  const results: CheckResult[] = [];
  let last: RunEvent | null = null;
  let error: unknown;
  try {
    for await (const event of events) {
      last = event;
      if (event.type === 'check:end') results.push(event.result);
      emit(event);
    }
  } catch (thrown) {
    error = thrown;
  }
  if (last === null) return {end: null, error};
  if (last.type === 'run:end') return {end: last, error};
  const end = brokenOff(last, results, error);
  emit(end);
  return {end, error};
}

function brokenOff(last: RunEvent, results: readonly CheckResult[], error: unknown): RunEnd {
  const why = error instanceof Error ? error.message : 'the run ended without a verdict';
  return {
    v: 1,
    seq: last.seq + 1,
    at: last.at,
    type: 'run:end',
    summary: tally(results),
    exitCode: 4,
    durationMs: last.at,
    leaks: [],
    aborted: `a fault of plugtest itself: ${why}`,
  };
}
