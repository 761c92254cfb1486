import type {Ask} from './ask.ts';
import type {Objects} from './objects.ts';
import type {BenchSettings} from './report.ts';
import {Timings} from './timings.ts';
import type {Step, Workload} from './workload.ts';

/** What all measurements of one workload share. */
export interface Bench {
  readonly workload: Workload;
  readonly ask: Ask;
  readonly objects: Objects;
  readonly settings: BenchSettings;
  readonly signal: AbortSignal;
  /** Told what is measured now. */
  readonly progress: (what: string) => void;
}

/** Timings by method, in the order of the calls. */
export type TimingsByMethod = Map<string, Timings>;

/** Whether a measurement that began now may go on: until its time is over or the user ends it. */
export function goesOn({signal}: Pick<Bench, 'signal'>, durationMs: number): () => boolean {
  const until = performance.now() + durationMs;
  return () => !signal.aborted && performance.now() < until;
}

/** Makes one call about an object and notes how long it took. */
export async function timed(
  {objects}: Bench,
  {step, object, timings}: {readonly step: Step; readonly object: number; readonly timings: TimingsByMethod},
): Promise<boolean> {
  const noted = timings.get(step.method) ?? new Timings();
  timings.set(step.method, noted);
  const answered = await objects.call(step, object);
  noted.add(answered);
  return answered.ok;
}

/** An object from its creation to its removal; `make` alone where it can't be made. */
export async function wholeLife(bench: Bench, object: number, timings: TimingsByMethod): Promise<void> {
  const {make, unmake, life} = bench.workload;
  if (make === null || unmake === null) return;
  if (!(await timed(bench, {step: make, object, timings}))) return;
  for (const step of life) await timed(bench, {step, object, timings});
  await timed(bench, {step: unmake, object, timings});
}
