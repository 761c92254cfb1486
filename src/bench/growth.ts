import {rowsOf} from './calls.ts';
import {type Bench, goesOn, type TimingsByMethod, timed, wholeLife} from './measure.ts';
import type {GrowthRow} from './report.ts';

/** Creations side by side while objects are heaped up. */
const MAKERS = 8;
/** A number of objects that takes longer to make than so many measurements is not reached. */
const PATIENCE = 20;
/** Whole lives at each number of objects, at most. */
const LIVES = 50;

/** What was measured, and what could not be. */
export interface Growth {
  readonly rows: readonly GrowthRow[];
  readonly notes: readonly string[];
}

/** How long calls take when there are many objects: those about one of them, and those about one more. */
export async function measureGrowth(bench: Bench): Promise<Growth> {
  const {workload, settings} = bench;
  const rows: GrowthRow[] = [];
  const notes: string[] = [];
  if (workload.make === null) return {rows, notes};
  for (const count of settings.objects) {
    if (bench.signal.aborted) break;
    bench.progress(`${count} ${workload.objects}`);
    const reached = count > workload.most ? 0 : await heap(bench, count);
    if (reached < count) {
      notes.push(whyNot(bench, count, reached));
      break;
    }
    rows.push(...(await lookAround(bench, count)));
  }
  return {rows, notes};
}

function whyNot({workload, settings}: Bench, count: number, reached: number): string {
  if (count > workload.most)
    return `${count} ${workload.objects} are not tried: at most ${workload.most} are`;
  const seconds = (settings.durationMs * PATIENCE) / 1000;
  return `${count} ${workload.objects} were not reached: ${reached} were made within ${seconds} s (--duration)`;
}

/** Makes objects until there are so many; gives how many there are. */
async function heap(bench: Bench, count: number): Promise<number> {
  const {objects, workload, settings} = bench;
  const {make} = workload;
  const isInTime = goesOn(bench, settings.durationMs * PATIENCE);
  const timings: TimingsByMethod = new Map();
  let missing = count - objects.alive.length;
  const maker = async () => {
    while (make !== null && missing > 0 && isInTime() && !timings.get(make.method)?.isHopeless) {
      missing -= 1;
      if (!(await timed(bench, {step: make, object: objects.next(), timings}))) missing += 1;
    }
  };
  await Promise.all(Array.from({length: MAKERS}, maker));
  return objects.alive.length;
}

async function lookAround(bench: Bench, count: number): Promise<readonly GrowthRow[]> {
  const {settings, workload, objects} = bench;
  const timings: TimingsByMethod = new Map();
  const alive = objects.alive;
  const mayRead = goesOn(bench, settings.durationMs);
  for (let turn = 0; turn < settings.samples && workload.reads.length > 0 && mayRead(); turn++) {
    const object = alive[turn % alive.length] ?? 0;
    for (const step of workload.reads) await timed(bench, {step, object, timings});
  }
  const mayLive = goesOn(bench, settings.durationMs);
  for (let turn = 0; turn < Math.min(LIVES, settings.samples) && mayLive(); turn++) {
    await wholeLife(bench, objects.next(), timings);
  }
  return rowsOf(timings).map(row => ({...row, objects: workload.objects, count}));
}
