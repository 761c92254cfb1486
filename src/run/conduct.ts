import type {CheckResult, Leak} from '../core/events.ts';
import {infoOf, type Judging, ruleResult, unjudgedResult} from '../core/results.ts';
import {RuleBook} from '../core/rule-book.ts';
import {runChecks} from '../core/runner.ts';
import type {EventStream} from '../core/stream.ts';
import {exitCodeOf, summarize} from '../core/summary.ts';
import {openTarget} from '../target/open-target.ts';
import type {Target} from '../target/target.ts';
import {UnreachableError} from '../util/errors.ts';
import {redactUrls} from '../util/redact-url.ts';
import {version} from '../version.ts';
import {probe} from '../wire/probe.ts';
import {toScript} from '../wire/repro.ts';
import {Interruption} from './options.ts';
import type {PreparedRun} from './prepare.ts';
import {raiseStage} from './raise.ts';
import {openSession} from './session.ts';
import {sourcesOf} from './suites.ts';

/** Checks that run side by side when the user does not say. */
const DEFAULT_LANES = 4;

/** Carries out a run: opens the target, shakes hands, runs the checks, closes the books. */
export async function conductRun(prepared: PreparedRun, stream: EventStream): Promise<void> {
  const {options, checks, rules} = prepared;
  const ending = endingSignal(options.signal, options.timeoutMs);
  let target: Target;
  try {
    target = await openTarget(options.target, {
      engine: options.engine,
      command: options.command,
      restartCommand: options.restartCommand,
      pluginDir: options.pluginDir,
      signal: ending.signal,
      ...(options.readyTimeoutMs === undefined ? {} : {readyTimeoutMs: options.readyTimeoutMs}),
    });
  } catch (error) {
    ending.clear();
    if (!(error instanceof UnreachableError)) throw error;
    announce(prepared, stream, {form: 'unknown', address: redactUrls(options.target)});
    const results = [...checks, ...rules].map(entry =>
      unjudgedResult(entry, 'untestable', `the plugin was not reached: ${error.message}`),
    );
    for (const result of results) stream.emit({type: 'check:end', result});
    finish(stream, {results, leaks: [], exitCode: 3, aborted: error.message});
    return;
  }
  try {
    announce(prepared, stream, targetInfo(target, options.command));
    await runOnTarget({prepared, stream, target, signal: ending.signal});
  } finally {
    ending.clear();
    await target.control?.dispose();
  }
}

interface OnTarget {
  readonly prepared: PreparedRun;
  readonly stream: EventStream;
  readonly target: Target;
  readonly signal: AbortSignal;
}

async function runOnTarget({prepared, stream, target, signal}: OnTarget): Promise<void> {
  const {options, checks, rules, excluded} = prepared;
  const book = new RuleBook(rules);
  const judging: Judging = {
    failing: options.level,
    sourcesOf,
    repro: exchanges => toScript(exchanges, target.address),
  };
  const stage = await raiseStage({prepared, stream, target, book, signal});
  stream.emit({type: 'target:ready', name: target.name, implements: stage.facts.implements});
  for (const entry of excluded)
    stream.emit({type: 'check:end', result: unjudgedResult(entry, 'excluded', 'excluded by --exclude')});
  const {results, leaks} = await runChecks({
    checks,
    judging,
    stream,
    signal,
    facts: stage.facts,
    lanes: options.lanes ?? DEFAULT_LANES,
    checkTimeoutMs: options.callTimeoutMs * 6,
    openSession: (check, checkSignal) => openSession(stage, check, checkSignal),
    revive: () => stage.guard.revive(() => answers(target)),
  });
  stage.guard.dispose();
  const judged = book.records().map(record => ruleResult(record, judging));
  for (const result of judged) stream.emit({type: 'check:end', result});
  const all = [
    ...excluded.map(entry => unjudgedResult(entry, 'excluded', 'excluded by --exclude')),
    ...results,
    ...judged,
  ];
  finish(stream, {results: all, leaks, ...endOf(signal, all, options.requireComplete ?? false)});
}

/** Whether the plugin accepts a connection within two seconds: a restart may be under way. */
async function answers(target: Target): Promise<boolean> {
  const until = performance.now() + 2000;
  for (;;) {
    if ((await probe(target.address)).ok) return true;
    if (performance.now() > until) return false;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

function endOf(
  signal: AbortSignal,
  results: readonly CheckResult[],
  requireComplete: boolean,
): {exitCode: number; aborted?: string} {
  if (!signal.aborted) return {exitCode: exitCodeOf(summarize(results), {requireComplete})};
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

function finish(stream: EventStream, {results, leaks, exitCode, aborted}: Ending): void {
  const summary = summarize(results);
  const durationMs = Math.round(stream.elapsedMs());
  stream.emit({
    type: 'run:end',
    summary,
    exitCode,
    durationMs,
    leaks,
    ...(aborted === undefined ? {} : {aborted}),
  });
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
  {options, engine, seed, checks, rules, excluded}: PreparedRun,
  stream: EventStream,
  target: TargetInfo,
): void {
  const info = {
    plugtest: version,
    engine: engine.name,
    target,
    seed,
    startedAt: new Date().toISOString(),
    level: options.level,
  };
  stream.emit({type: 'run:start', info, plan: [...excluded, ...checks, ...rules].map(infoOf)});
}

function endingSignal(
  outer: AbortSignal | undefined,
  timeoutMs: number,
): {signal: AbortSignal; clear(): void} {
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort(new Interruption(`the run took longer than ${timeoutMs / 1000} s (--timeout)`, 1));
  }, timeoutMs);
  const signal = outer === undefined ? abort.signal : AbortSignal.any([abort.signal, outer]);
  return {signal, clear: () => clearTimeout(timer)};
}
