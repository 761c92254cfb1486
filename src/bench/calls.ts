import {type Bench, goesOn, type TimingsByMethod, timed} from './measure.ts';
import type {CallRow} from './report.ts';
import type {Step} from './workload.ts';

/** One user, one call after the other: each step of an object's life, and the calls that change nothing. */
export async function measureCalls(bench: Bench): Promise<readonly CallRow[]> {
  const {make, unmake, life, reads} = bench.workload;
  const timings: TimingsByMethod = new Map();
  bench.progress(`${bench.workload.interface}: one call at a time`);
  const made = make === null ? [] : await makeMany(bench, make, timings);
  if (make === null || made.length > 0) {
    await everyTurn(bench, reads, {objects: made, timings});
    await everyTurn(bench, life, {objects: made, timings});
    if (unmake !== null) for (const object of made) await timed(bench, {step: unmake, object, timings});
  }
  return rowsOf(timings);
}

/** A row for each method that was called. */
export function rowsOf(timings: TimingsByMethod): readonly CallRow[] {
  return [...timings].map(([method, one]) => ({method, ...one.latency, ...one.failures}));
}

async function makeMany(bench: Bench, make: Step, timings: TimingsByMethod): Promise<readonly number[]> {
  const made: number[] = [];
  const isInTime = goesOn(bench, bench.settings.durationMs);
  while (made.length < bench.settings.samples && !bench.objects.isFull && isInTime()) {
    const object = bench.objects.next();
    if (await timed(bench, {step: make, object, timings})) made.push(object);
    else if (timings.get(make.method)?.isHopeless) break;
  }
  return made;
}

/** All steps for one object, then for the next, around and around. */
async function everyTurn(
  bench: Bench,
  steps: readonly Step[],
  {objects, timings}: {readonly objects: readonly number[]; readonly timings: TimingsByMethod},
): Promise<void> {
  const isInTime = goesOn(bench, bench.settings.durationMs * steps.length);
  for (let turn = 0; steps.length > 0 && turn < bench.settings.samples && isInTime(); turn++) {
    const object = objects[turn % objects.length] ?? 0;
    for (const step of steps) await timed(bench, {step, object, timings});
    if (steps.every(step => timings.get(step.method)?.isHopeless)) return;
  }
}
