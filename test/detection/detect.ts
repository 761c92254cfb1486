import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {anyKind, demoNeeds} from '../../src/cli/demo-needs.ts';
import type {FixtureWants} from '../../src/cli/fixtures.ts';
import type {CheckResult} from '../../src/core/events.ts';
import {run} from '../../src/run.ts';
import {freePort} from '../../src/wire/free-port.ts';

const main = fileURLToPath(new URL('../../fixtures/good/main.js', import.meta.url));

/** One run against the reference plugin, changed by a fault or a variant. */
export interface Trial {
  readonly interface: string;
  readonly fault?: string;
  readonly odd?: string;
  /** What it wants of its user, with which it shows. */
  readonly wants?: FixtureWants;
  readonly engine?: string;
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
  /** Ends the run early, and the plugin with it. */
  readonly signal?: AbortSignal;
}

/** What a trial showed. */
export interface TrialResult {
  readonly results: readonly CheckResult[];
  /** Ids that failed or warned, sorted. */
  readonly violated: readonly string[];
  readonly exitCode: number;
  readonly durationMs: number;
}

/** Short, so that faults that hang do not make the table take minutes; the reference plugin answers in milliseconds. */
const CALL_TIMEOUT_MS = 1500;
/** A slow handshake must be told from one that hangs; and what is logged has further to go than an answer. */
const LONGER_TIMEOUT_MS: Readonly<Record<string, number>> = {handshake: 3000, logging: 4000};

/** A plugin that makes interfaces starts programs, each of which takes its time on a busy machine. */
const SANDBOX_TIMEOUT_MS = 6000;

/** Runs all checks against one plugin, started as a process of its own. */
export async function tryPlugin(trial: Trial): Promise<TrialResult> {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-detect-'));
  try {
    return await collect(trial, folder);
  } catch (error) {
    // a trial that could not be made is a surprise like any other: it is made once more
    const reason = `(no trial: ${error instanceof Error ? error.message : String(error)})`;
    return {results: [], violated: [reason], exitCode: -1, durationMs: 0};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

async function collect(trial: Trial, folder: string): Promise<TrialResult> {
  const state = join(folder, 'state');
  const {wants = {interface: trial.interface}} = trial;
  const {serves, overTcp, settings} = demoNeeds([wants], state);
  // what is selected decides, and rows of other interfaces are looked at too
  const {interfaces: _tested, ...wanted} = settings;
  const socket = join(folder, 'reference.sock');
  const port = overTcp ? String(await freePort()) : '';
  const command = [
    process.execPath,
    main,
    ...(overTcp ? ['--tcp', port] : ['--socket', socket]),
    '--state',
    state,
    '--interface',
    serves.join(','),
  ];
  const metricsSocket = join(folder, 'metrics.sock');
  if (trial.interface === 'metrics') command.push('--metrics-socket', metricsSocket);
  if (trial.fault !== undefined) command.push('--fault', trial.fault);
  if (trial.odd !== undefined) command.push('--odd', trial.odd);
  const results: CheckResult[] = [];
  let end = {exitCode: -1, durationMs: 0};
  const events = run({
    target: overTcp ? `tcp://127.0.0.1:${port}` : socket,
    command,
    sandbox: 'none',
    ...wanted,
    engine: trial.engine ?? wanted.engine ?? '29',
    level: 'MUST',
    callTimeoutMs: callTimeoutOf(trial),
    timeoutMs: 180_000,
    readyTimeoutMs: 8000,
    seed: 1,
    // dockerd would not ask a metrics plugin what it is
    ...(trial.interface === 'metrics' && {interfaces: ['metrics'], metricsSocket}),
    // one check at a time, where chance would decide which of them meets the fault
    ...(anyKind.includes(trial.interface) && trial.fault !== undefined && {lanes: 1}),
    ...(trial.select === undefined ? {} : {select: trial.select}),
    ...(trial.exclude === undefined ? {} : {exclude: trial.exclude}),
    ...(trial.signal === undefined ? {} : {signal: trial.signal}),
  });
  for await (const event of events) {
    if (event.type === 'check:end') results.push(event.result);
    if (event.type === 'run:end') end = event;
  }
  const violated = results.filter(({status}) => status === 'failed' || status === 'warned').map(({id}) => id);
  return {results, violated: violated.sort(), exitCode: end.exitCode, durationMs: end.durationMs};
}

function callTimeoutOf(trial: Trial): number {
  if (trial.wants?.sandbox !== undefined) return SANDBOX_TIMEOUT_MS;
  return LONGER_TIMEOUT_MS[trial.interface] ?? CALL_TIMEOUT_MS;
}
