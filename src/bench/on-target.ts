import {Names, seededRandom} from '../core/names.ts';
import {engineNamed} from '../daemon/engines/engines.ts';
import {Leftovers} from '../run/leftovers.ts';
import type {Target} from '../target/target.ts';
import {UsageError} from '../util/errors.ts';
import {type Client, createClient} from '../wire/client.ts';
import {type Answered, type Ask, askThrough} from './ask.ts';
import type {BenchOptions} from './bench.ts';
import {measureCalls} from './calls.ts';
import {measureGrowth} from './growth.ts';
import type {Bench} from './measure.ts';
import {Objects} from './objects.ts';
import type {BenchReport} from './report.ts';
import {measureThroughput} from './throughput.ts';
import type {Workload} from './workload.ts';
import {measured, workloads} from './workloads/index.ts';

/** What a benchmark has measured so far. */
export type Measured = {
  -readonly [Key in 'calls' | 'throughput' | 'growth' | 'notes' | 'leaks']: BenchReport[Key];
};

interface OnTarget {
  readonly options: BenchOptions;
  readonly target: Target;
  readonly signal: AbortSignal;
}

/** Asks the plugin what it implements and measures that. */
export async function measureTarget({options, target, signal}: OnTarget) {
  const leftovers = leftoversOf(options);
  leftovers?.startedPlugin(target.control?.pid ?? null);
  const client = clientOf(options, target, leftovers);
  const {go} = engineNamed(options.engine).wire;
  const ask = askThrough(client, {go, timeoutMs: options.callTimeoutMs});
  try {
    const found: Measured = {calls: [], throughput: [], growth: [], notes: [], leaks: []};
    const {ok, error, reply} = await ask('Plugin.Activate', undefined);
    const words = wordsOf(reply);
    if (!ok) return {words, found: {...found, notes: [`the plugin can't be activated: ${error}`]}};
    for (const workload of chosenWorkloads(options, words)) {
      if (!signal.aborted) await measureWorkload(benchOf({options, ask, signal, workload}), found);
    }
    return {words, found};
  } finally {
    client.close();
    leftovers?.close();
  }
}

function leftoversOf({journal, target, command, pluginDir}: BenchOptions): Leftovers | null {
  if (!journal) return null;
  return new Leftovers(journal, {
    target,
    workingFolder: journal.workingFolder,
    ...(command && {command}),
    ...(pluginDir !== undefined && {pluginDir}),
  });
}

function clientOf({engine}: BenchOptions, {address}: Target, leftovers: Leftovers | null): Client {
  return createClient({
    address,
    profile: engineNamed(engine).wire,
    onRequest: (method, body) => leftovers?.beforeRequest(method, body),
    onExchange: exchange => leftovers?.afterExchange(exchange),
  });
}

function wordsOf(reply: Answered['reply']): readonly string[] {
  const words = reply['Implements'];
  return Array.isArray(words) ? words.filter(word => typeof word === 'string') : [];
}

function chosenWorkloads(options: BenchOptions, words: readonly string[]): readonly Workload[] {
  const {interfaces = measured, seed, volumeOpts = {}, networkOpts = {}, ipamOpts = {}} = options;
  const settings = {prefix: new Names(seed).prefix, random: seededRandom(seed)};
  const all = workloads({...settings, volumeOpts, networkOpts, ipamOpts});
  const chosen = all.filter(one => interfaces.includes(one.interface) && words.includes(one.word));
  if (chosen.length > 0) return chosen;
  throw new UsageError(
    `nothing can be measured: the plugin implements ${words.join(', ') || 'nothing'}, wanted is ${interfaces.join(', ')}`,
  );
}

interface Parts {
  readonly options: BenchOptions;
  readonly ask: Ask;
  readonly signal: AbortSignal;
  readonly workload: Workload;
}

function benchOf({options, ask, signal, workload}: Parts): Bench {
  const {settings, progress} = options;
  return {workload, ask, signal, settings, progress, objects: new Objects(workload, ask)};
}

/** Whatever happens, what was made is removed. */
async function measureWorkload(bench: Bench, found: Measured): Promise<void> {
  const {workload, ask, objects} = bench;
  const problem = await workload.prepare?.(ask);
  if (problem !== undefined) {
    found.notes = [...found.notes, `${workload.objects} are not measured: ${problem}`];
    return;
  }
  try {
    found.calls = [...found.calls, ...(await measureCalls(bench))];
    found.throughput = [...found.throughput, ...(await measureThroughput(bench))];
    const {rows, notes} = await measureGrowth(bench);
    found.growth = [...found.growth, ...rows];
    found.notes = [...found.notes, ...notes];
  } finally {
    bench.progress(`removing ${workload.objects}`);
    found.leaks = [...found.leaks, ...(await objects.removeAll())];
    await workload.finish?.(ask);
  }
}
