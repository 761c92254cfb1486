import {randomUUID} from 'node:crypto';
import type {Check, Rule} from '../core/check.ts';
import type {CheckAbout, CheckResult, Leak} from '../core/events.ts';
import {Evidence} from '../core/evidence.ts';
import {infoOf, unjudgedResult} from '../core/results.ts';
import {type EventStream, markEngine} from '../core/stream.ts';
import type {Engine} from '../daemon/engines/engine.ts';
import {newestEngine} from '../daemon/engines/engines.ts';
import type {Target} from '../target/target.ts';
import {UnreachableError} from '../util/errors.ts';
import {redactUrls} from '../util/redact-url.ts';
import {version} from '../version.ts';
import {runAsEngine} from './as-engine.ts';
import {endingSignal, endOf, finish} from './ending.ts';
import {Leftovers} from './leftovers.ts';
import type {PreparedRun} from './prepare.ts';
import {NetworkHome} from './sandbox/home.ts';
import {isManaged, requirementOf, sourcesOf} from './suites.ts';

/** Carries out a run: opens the target, shakes hands, runs the checks, closes the books. */
export async function conductRun(prepared: PreparedRun, stream: EventStream): Promise<void> {
  const {options, checks, rules} = prepared;
  const home = await NetworkHome.open(prepared);
  const ending = endingSignal(options.signal, options.timeoutMs);
  // before the plugin is started: a run may be killed at any instant
  const mark = randomUUID();
  const leftovers = journalOf(options, mark);
  let target: Target;
  try {
    target = await home.openTarget(options.target, {
      engine: (prepared.engines.at(-1) ?? newestEngine).name,
      command: options.command,
      mark,
      restartCommand: options.restartCommand,
      pluginDir: options.pluginDir,
      clearsSocket: isManaged(options),
      signal: ending.signal,
      ...(options.readyTimeoutMs === undefined ? {} : {readyTimeoutMs: options.readyTimeoutMs}),
    });
  } catch (error) {
    ending.clear();
    leftovers?.close();
    if (!(error instanceof UnreachableError)) throw error;
    announce(prepared, stream, {form: 'unknown', address: redactUrls(options.target)});
    // the lines below the first are the command's output; they stand once, at the end
    const [reason = ''] = error.message.split('\n');
    const results = [...checks, ...rules].map(entry =>
      unjudgedResult(entry, 'untestable', `the plugin was not reached: ${reason}`),
    );
    for (const result of results) stream.emit({type: 'check:end', result});
    finish(stream, {results, leaks: [], exitCode: 3, aborted: error.message});
    return;
  }
  try {
    announce(prepared, stream, targetInfo(target, options.command));
    await runOnTarget({prepared, stream, target, home, leftovers, signal: ending.signal});
  } finally {
    ending.clear();
    await target.control?.dispose();
    await home.close();
    leftovers?.close();
  }
}

interface OnTarget {
  readonly prepared: PreparedRun;
  readonly stream: EventStream;
  readonly target: Target;
  readonly home: NetworkHome;
  readonly leftovers: Leftovers | null;
  readonly signal: AbortSignal;
}

/** One engine after the other; a row says which, when there are several. */
async function runOnTarget({prepared, stream, target, home, leftovers, signal}: OnTarget): Promise<void> {
  const {options, engines} = prepared;
  const nextExchangeId = counter();
  const evidence = new Evidence();
  const results: CheckResult[] = [];
  const leaks: Leak[] = [];
  for (const engine of engines) {
    const marked = engines.length > 1 ? markEngine(stream, engine.name) : stream;
    const rows = await runAsEngine({
      ...{prepared, target, home, signal, engine, nextExchangeId, leftovers, evidence},
      stream: marked,
    });
    results.push(...rows.results);
    leaks.push(...rows.leaks);
  }
  finish(stream, {results, leaks, ...endOf(signal, results, options.requireComplete ?? false)});
}

function journalOf(
  {journal, target, command, pluginDir}: PreparedRun['options'],
  mark: string,
): Leftovers | null {
  if (!journal) return null;
  return new Leftovers(journal, {
    mark,
    target,
    workingFolder: journal.workingFolder,
    ...(command && {command}),
    ...(pluginDir !== undefined && {pluginDir}),
  });
}

function counter(): () => number {
  let count = 0;
  return () => {
    count += 1;
    return count;
  };
}

function mark(engines: readonly Engine[], engine: string): {readonly engine?: string} {
  return engines.length > 1 ? {engine} : {};
}

type TargetInfo = {readonly form: string; readonly address: string; readonly command?: readonly string[]};

function targetInfo(target: Target, command: readonly string[] | undefined): TargetInfo {
  return {
    form: target.form,
    address: target.printable,
    ...(command === undefined ? {} : {command: command.map(redactUrls)}),
  };
}

function announce(
  {options, engines, seed, checks, rules, excluded}: PreparedRun,
  stream: EventStream,
  target: TargetInfo,
): void {
  const info = {
    plugtest: version,
    engine: engines.map(({name}) => name).join(','),
    target,
    seed,
    startedAt: new Date().toISOString(),
    level: options.level,
    ...(options.shard && {shard: `${options.shard.index}/${options.shard.count}`}),
  };
  const plan = engines.flatMap(engine =>
    [...excluded, ...checks, ...rules].map(entry => ({...infoOf(entry), ...mark(engines, engine.name)})),
  );
  stream.emit({type: 'run:start', info, plan, about: aboutOf([...excluded, ...checks, ...rules])});
}

function aboutOf(entries: readonly (Check | Rule)[]): Readonly<Record<string, CheckAbout>> {
  return Object.fromEntries(
    entries.map(({id, requirement, consequence, fix}) => {
      const texts = [requirement].flat().flatMap(key => requirementOf(key)?.text ?? []);
      return [id, {requirement: texts, consequence, fix, source: sourcesOf(requirement)}];
    }),
  );
}
