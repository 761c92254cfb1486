import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {IpamChoice} from '../../src/core/context.ts';
import type {CheckResult} from '../../src/core/events.ts';
import {type RunOptions, run, type SandboxMode} from '../../src/run.ts';
import {freePort} from '../../src/wire/free-port.ts';

const main = fileURLToPath(new URL('../../fixtures/good/main.js', import.meta.url));

const printLog = fileURLToPath(new URL('../../fixtures/good/log/print.js', import.meta.url));

/** One run against the reference plugin, changed by a fault or a variant. */
export interface Trial {
  readonly interface: string;
  readonly fault?: string;
  readonly odd?: string;
  readonly volumeOpts?: Readonly<Record<string, string>>;
  readonly networkOpts?: Readonly<Record<string, string>>;
  readonly ipamOpts?: Readonly<Record<string, string>>;
  readonly ipamDriver?: IpamChoice;
  readonly subnets?: readonly string[];
  readonly logOpts?: Readonly<Record<string, string>>;
  /** A probe prints what reached the log. */
  readonly logProbe?: boolean;
  /** `--broken-policy` with a rules file that is not there. */
  readonly brokenPolicy?: boolean;
  /** Served beside `interface`. */
  readonly interfaces?: readonly string[];
  readonly engine?: string;
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
  /** With real interfaces (default: none). */
  readonly sandbox?: SandboxMode;
  readonly oneByOne?: boolean;
  /** Over TCP instead of a unix socket. */
  readonly tcp?: boolean;
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

/** Faults of these areas show in a plugin of any kind; they are laid over the volume plugin. */
const servedBy: Readonly<Record<string, string>> = {handshake: 'volume', transport: 'volume'};

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
  const socket = join(folder, 'reference.sock');
  const port = trial.tcp ? String(await freePort()) : '';
  const served = servedBy[trial.interface] ?? trial.interface;
  const command = [
    process.execPath,
    main,
    ...(trial.tcp ? ['--tcp', port] : ['--socket', socket]),
    '--state',
    join(folder, 'state'),
    '--interface',
    [served, ...(trial.interfaces ?? [])].join(','),
  ];
  const metricsSocket = join(folder, 'metrics.sock');
  if (trial.interface === 'metrics') command.push('--metrics-socket', metricsSocket);
  if (trial.fault !== undefined) command.push('--fault', trial.fault);
  if (trial.odd !== undefined) command.push('--odd', trial.odd);
  const results: CheckResult[] = [];
  let end = {exitCode: -1, durationMs: 0};
  const events = run({
    target: trial.tcp ? `tcp://127.0.0.1:${port}` : socket,
    command,
    engine: trial.engine ?? '29',
    level: 'MUST',
    callTimeoutMs: callTimeoutOf(trial),
    timeoutMs: 180_000,
    readyTimeoutMs: 8000,
    seed: 1,
    sandbox: trial.sandbox ?? 'none',
    ...(trial.volumeOpts === undefined ? {} : {volumeOpts: trial.volumeOpts}),
    ...(trial.networkOpts === undefined ? {} : {networkOpts: trial.networkOpts}),
    ...(trial.ipamOpts === undefined ? {} : {ipamOpts: trial.ipamOpts}),
    ...(trial.ipamDriver === undefined ? {} : {ipamDriver: trial.ipamDriver}),
    ...(trial.subnets === undefined ? {} : {subnets: trial.subnets}),
    ...(trial.logOpts === undefined ? {} : {logOpts: trial.logOpts}),
    ...(trial.interface === 'logging' ? commandsOf(trial, join(folder, 'state', 'log')) : {}),
    // dockerd would not ask a metrics plugin what it is
    ...(trial.interface === 'metrics' && {interfaces: ['metrics'], metricsSocket}),
    ...(trial.brokenPolicy ? {brokenPolicy: {AUTHZ_RULES: join(folder, 'no-rules.json')}} : {}),
    // one check at a time, where chance would decide which of them meets the fault
    ...((servedBy[trial.interface] !== undefined && trial.fault !== undefined) || trial.oneByOne
      ? {lanes: 1}
      : {}),
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

/** What its user knows of the reference log driver: where it keeps logs, and how to take that away. */
function commandsOf({logProbe}: Trial, folder: string): Partial<RunOptions> {
  const away = join(folder, 'sink-is-away');
  const print = `'${process.execPath}' '${printLog}' '${folder}' "$PLUGTEST_CONTAINER_ID"`;
  return {
    hooks: {'sink-down': `touch '${away}'`, 'sink-up': `rm -f '${away}'`},
    ...(logProbe ? {logProbe: print} : {}),
  };
}

function callTimeoutOf(trial: Trial): number {
  if (trial.sandbox !== undefined) return SANDBOX_TIMEOUT_MS;
  return LONGER_TIMEOUT_MS[trial.interface] ?? CALL_TIMEOUT_MS;
}
