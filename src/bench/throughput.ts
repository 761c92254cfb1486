import {type Bench, goesOn, type TimingsByMethod, timed, wholeLife} from './measure.ts';
import type {ThroughputRow} from './report.ts';
import {Timings} from './timings.ts';
import type {Step} from './workload.ts';

/** Several users at once: the first call that changes nothing, and whole lives of objects. */
export async function measureThroughput(bench: Bench): Promise<readonly ThroughputRow[]> {
  const [read] = bench.workload.reads;
  const rows: ThroughputRow[] = [];
  for (const concurrency of bench.settings.concurrency) {
    if (read !== undefined && !bench.signal.aborted) rows.push(...(await reading(bench, read, concurrency)));
  }
  for (const concurrency of bench.settings.concurrency) {
    if (bench.workload.make !== null && !bench.signal.aborted) rows.push(await living(bench, concurrency));
  }
  return rows;
}

/** Without an object to ask about there is nothing to read. */
async function reading(bench: Bench, read: Step, concurrency: number): Promise<readonly ThroughputRow[]> {
  const {make, unmake} = bench.workload;
  const object = bench.objects.next();
  if (make !== null && !(await bench.objects.call(make, object)).ok) return [];
  const row = await atOnce(bench, {
    what: read.method,
    concurrency,
    turn: async timings => {
      await timed(bench, {step: read, object, timings});
    },
  });
  if (unmake !== null) await bench.objects.call(unmake, object);
  return [row];
}

function living(bench: Bench, concurrency: number): Promise<ThroughputRow> {
  const {make, unmake} = bench.workload;
  const what = `${make?.method} … ${unmake?.method.split('.')[1]}`;
  const turn = (timings: TimingsByMethod) => wholeLife(bench, bench.objects.next(), timings);
  return atOnce(bench, {what, concurrency, turn});
}

interface Work {
  readonly what: string;
  readonly concurrency: number;
  turn(timings: TimingsByMethod): Promise<void>;
}

async function atOnce(bench: Bench, {what, concurrency, turn}: Work): Promise<ThroughputRow> {
  bench.progress(`${what}, ${concurrency} at once`);
  const isInTime = goesOn(bench, bench.settings.durationMs);
  const all = new Timings();
  const startedAt = performance.now();
  const worker = async () => {
    while (isInTime() && !all.isHopeless) {
      const timings: TimingsByMethod = new Map();
      await turn(timings);
      for (const one of timings.values()) all.addAll(one);
    }
  };
  await Promise.all(Array.from({length: concurrency}, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  return {what, concurrency, perSecond: all.count / seconds, ...all.latency, ...all.failures};
}
