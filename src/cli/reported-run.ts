import {fanOut} from '../report/fan-out.ts';
import {Interruption, type RunOptions, run} from '../run.ts';
import {redact} from '../wire/redact.ts';
import {openDestinations} from './destinations.ts';
import {exitCodes} from './exit-codes.ts';
import {abortOnSignals} from './interruption.ts';
import type {OptionValues} from './option-values.ts';
import {expandPatterns} from './patterns.ts';
import {onlyPluginDir} from './plugin-dir.ts';
import {redacted} from './redacted.ts';
import {reportError} from './report-error.ts';
import {reproScripts} from './repro-scripts.ts';
import {printError} from './terminal.ts';

/** Where the plugin under test is and how it is started. */
export interface RunTarget {
  readonly target: string;
  readonly command?: readonly string[];
  /** Words that repeat the run, when they are not `plugtest <target>`. */
  readonly repeat?: readonly string[];
}

/** Runs the checks and writes all reports; gives the exit code. */
export async function reportedRun(
  {target, command, repeat}: RunTarget,
  options: OptionValues,
): Promise<number> {
  const destinations = await openDestinations(options.list('reporter'));
  const {signal, release} = abortOnSignals((message, exitCode) => new Interruption(message, exitCode));
  const events = redacted(run({...runOptions(options), target, signal, ...(command && {command})}));
  try {
    const {end, error} = await fanOut(events, destinations, {
      trace: traceOf(options),
      reports: destinations,
      script: reproScripts(options.text('repro-dir') ?? 'plugtest-repro'),
      onDrop: (name, reason) => printError(`plugtest: the ${name} report failed: ${messageOf(reason)}\n`),
      repeatFlags: repeatFlags(options).map(redact),
      ...(repeat && {repeat}),
    });
    return error === undefined ? (end?.exitCode ?? exitCodes.internal) : reportError(error);
  } finally {
    release();
  }
}

/** What makes the plugin behave as in this run; the rest only says how much is run and reported. */
function repeatFlags(options: OptionValues): string[] {
  const lists = ['plugin-dir', 'volume-opt'].flatMap(name =>
    options.list(name).flatMap(word => [`--${name}`, word]),
  );
  const restart = options.text('restart-command');
  return restart === undefined ? lists : [...lists, '--restart-command', restart];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function traceOf(options: OptionValues): 'none' | 'failed' | 'all' {
  const trace = options.text('trace');
  return trace === 'none' || trace === 'all' ? trace : 'failed';
}

function levelOf(options: OptionValues): RunOptions['level'] {
  const level = options.text('level');
  if (level === 'may') return 'MAY';
  return level === 'should' ? 'SHOULD' : 'MUST';
}

function runOptions(options: OptionValues): Omit<RunOptions, 'target'> {
  const [interfaces, pluginDir] = [options.list('interface'), onlyPluginDir(options)];
  const [restartCommand, seed] = [options.text('restart-command'), options.number('seed')];
  return {
    engine: options.text('engine') ?? '29',
    level: levelOf(options),
    callTimeoutMs: options.number('call-timeout') ?? 10_000,
    timeoutMs: options.number('timeout') ?? 600_000,
    select: expandPatterns(options.list('select')),
    exclude: expandPatterns(options.list('exclude')),
    volumeOpts: options.pairs('volume-opt'),
    requireComplete: options.flag('require-complete'),
    ...(interfaces.length > 0 && {interfaces}),
    ...(pluginDir !== undefined && {pluginDir}),
    ...(restartCommand !== undefined && {restartCommand}),
    ...(seed !== undefined && {seed}),
  };
}
