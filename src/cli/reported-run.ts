import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import type {CheckResult, RunEvent} from '../core/events.ts';
import {Interruption, type RunOptions, run} from '../run.ts';
import {redact} from '../wire/redact.ts';
import {type BaselineUse, isBorne, withBaseline} from './baseline/apply.ts';
import {baselineOf} from './baseline/options.ts';
import {withSettings} from './demo-needs.ts';
import {openDestinations} from './destinations.ts';
import {exitCodes} from './exit-codes.ts';
import {abortOnSignals} from './interruption.ts';
import {lastFailedOf, rememberRun} from './last-run.ts';
import type {OptionValues} from './option-values.ts';
import {redacted} from './redacted.ts';
import {reportError} from './report-error.ts';
import {reportEvents} from './report-events.ts';
import {repeatFlags, runOptions} from './run-options.ts';
import {stateFolder} from './state-folder.ts';
import {stopAfterFailures} from './streams/max-failures.ts';
import {repeated} from './streams/repeat.ts';

/** Where the plugin under test is and how it is started. */
export interface RunTarget {
  readonly target: string;
  readonly command?: readonly string[];
  readonly metricsSocket?: string;
  /** What it wants, where the user says nothing else. */
  readonly settings?: Partial<RunOptions>;
  /** Words that repeat the run, when they are not `plugtest <target>`. */
  readonly repeat?: readonly string[];
}

/** Runs the checks and writes all reports; gives the exit code. */
export async function reportedRun(place: RunTarget, options: OptionValues): Promise<number> {
  const {repeat, settings = {}} = place;
  const subject = repeat?.join(' ') ?? place.target;
  const wanted = {
    ...withSettings(await runOptions(options), settings, options),
    ...lastFailedOf(subject, options),
  };
  const baseline = baselineOf(options);
  const destinations = await openDestinations(options.list('reporter'));
  const {signal, release} = abortOnSignals((message, exitCode) => new Interruption(message, exitCode));
  try {
    const plain = eventsOf({...wanted, ...targetOf(place)}, {options, signal, baseline});
    const events = baseline ? withBaseline(plain, baseline) : plain;
    const {end, error} = await reportEvents(rememberRun(subject, redacted(events)), destinations, {
      options,
      repeatFlags: repeatFlags(options).map(redact),
      ...(repeat && {repeat}),
    });
    return error === undefined ? (end?.exitCode ?? exitCodes.internal) : reportError(error);
  } finally {
    release();
  }
}

function targetOf({
  target,
  command,
  metricsSocket,
}: RunTarget): Omit<RunTarget, 'repeat' | 'settings'> & Pick<RunOptions, 'journal'> {
  const file = join(stateFolder(), 'journals', `${randomUUID()}.jsonl`);
  const journal = {file, ownerPid: process.pid, workingFolder: process.cwd()};
  return {target, journal, ...(command && {command}), ...(metricsSocket !== undefined && {metricsSocket})};
}

/** The events of the run, or of all its repetitions, until the user or `--max-failures` stops it. */
function eventsOf(
  wanted: RunOptions,
  {
    options,
    signal,
    baseline,
  }: {
    readonly options: OptionValues;
    readonly signal: AbortSignal;
    readonly baseline: BaselineUse | undefined;
  },
): AsyncIterable<RunEvent> {
  const most = options.number('max-failures');
  const times = options.number('repeat') ?? 1;
  const enough = new AbortController();
  const stop = () =>
    enough.abort(
      new Interruption(`stopped after ${most} failures (--max-failures)`, exitCodes.notConformant),
    );
  const known = (result: CheckResult) => baseline !== undefined && isBorne(result, baseline);
  const either = AbortSignal.any([signal, enough.signal]);
  const seed = wanted.seed ?? Math.floor(Math.random() * 0x1_0000);
  const once = (repetition: number) =>
    stopAfterFailures(run({...wanted, signal: either, seed: seed + repetition}), {
      most,
      isBorne: known,
      stop,
    });
  return times === 1 ? once(0) : repeated(times, once);
}
