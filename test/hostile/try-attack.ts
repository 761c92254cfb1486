import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createWriteStream, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {pipeline} from 'node:stream/promises';
import {fileURLToPath} from 'node:url';
import type {Attack} from '../../fixtures/hostile/attack.js';
import {freePort} from '../../src/wire/free-port.ts';
import {type Ground, prepareGround} from './ground.ts';
import {socketPath} from './places.ts';
import {complaints, reportFiles} from './reports.ts';

const plugtest = fileURLToPath(new URL('../../bin/plugtest', import.meta.url));
const plugin = fileURLToPath(new URL('../../fixtures/hostile/main.js', import.meta.url));

/** A run may take so long before it ends itself (`--timeout`), and so much longer to close its books. */
export const limits = {runMs: 25_000, closingMs: 15_000, memoryMb: 400, reportMb: 40};

/** With all checks more of the largest answers are read side by side. */
const ALL_CHECKS_MEMORY_MB = 600;

/** Checks of every kind that an attack meets when it names none. */
const few = [
  'handshake.*',
  'transport.call.*',
  'transport.host.*',
  'volume.create.succeeds',
  'volume.get.*',
  'volume.list.*',
  'volume.listing.*',
  'volume.mount.*',
  'volume.mountpoint.*',
  'volume.data.survives-unmount',
  'volume.unmount.*',
  'volume.remove.*',
  'volume.path.*',
  'volume.capabilities.*',
  'volume.errors.*',
  'volume.replies.*',
  'volume.load.parallel-gets',
  'volume.restart.volumes-known',
  'volume.daemon.restart-keeps-volumes',
];

/** Enough to meet most attacks once. */
const basic = [
  'handshake.activate.*',
  'volume.create.succeeds',
  'volume.get.after-create',
  'volume.list.after-create',
  'volume.mount.succeeds',
  'volume.mountpoint.*',
  'volume.data.survives-unmount',
  'volume.replies.*',
  'volume.listing.*',
];

/** What came of one attack. */
export interface Outcome {
  readonly name: string;
  readonly exitCode: number | null;
  readonly seconds: number;
  readonly memoryMb: number;
  readonly reportMb: number;
  /** What the report says first. */
  readonly verdict: string;
  /** What went wrong with plugtest; empty: it held. */
  readonly faults: readonly string[];
}

export interface TryOptions {
  /** All checks, a few of each kind (default), or what takes little time. */
  readonly checks?: 'all' | 'few' | 'basic';
  /** Milliseconds; absent: plugtest's own default. */
  readonly callTimeoutMs?: number | undefined;
  readonly runMs?: number;
}

/** Starts plugtest as a user would, lets the plugin attack it, and looks at what is left. */
export async function tryAttack(attack: Attack, options: TryOptions = {}): Promise<Outcome> {
  const ground = prepareGround();
  try {
    const {args, socket} = await commandOf(attack, ground, options);
    const child = spawn(process.execPath, [plugtest, ...args], {
      cwd: ground.work,
      env: ground.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const memoryMb = options.checks === 'all' ? ALL_CHECKS_MEMORY_MB : limits.memoryMb;
    return await watch(child, {attack, ground, socket, memoryMb, runMs: options.runMs ?? limits.runMs});
  } finally {
    ground.remove();
  }
}

async function commandOf(attack: Attack, ground: Ground, options: TryOptions) {
  const {checks = 'few', callTimeoutMs = 1000, runMs = limits.runMs} = options;
  const socket = socketPath(attack, ground);
  const port = attack.tcp ? await freePort() : 0;
  const select = checks === 'all' ? [] : (attack.select ?? (checks === 'few' ? few : basic));
  return {
    socket,
    args: [
      attack.tcp ? `tcp://127.0.0.1:${port}` : socket,
      ...(callTimeoutMs === 0 ? [] : ['--call-timeout', `${callTimeoutMs}ms`]),
      ...['--timeout', `${runMs}ms`, '--seed', '1'],
      ...select.flatMap(pattern => ['--select', pattern]),
      ...reportFiles.flatMap(({name, file}) => ['--reporter', `${name}=${file}`]),
      ...['--reporter', 'pretty'],
      ...['--', process.execPath, plugin, '--attack', attack.name, '--canary', ground.canary],
      ...(attack.tcp ? ['--tcp', String(port)] : ['--socket', socket]),
      ...['--state', join(ground.folder, 'state')],
    ],
  };
}

interface Watching {
  readonly attack: Attack;
  readonly ground: Ground;
  readonly socket: string;
  readonly runMs: number;
  readonly memoryMb: number;
}

async function watch(
  child: ChildProcess,
  {attack, ground, runMs, memoryMb: mostMb}: Watching,
): Promise<Outcome> {
  const startedAt = performance.now();
  const memory = watchMemory(child.pid ?? 0);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, runMs + limits.closingMs);
  const {stdout, stderr} = child;
  if (!stdout || !stderr) throw new Error('the child has no pipes');
  const [errors, , [code]] = await Promise.all([
    text(stderr),
    pipeline(stdout, createWriteStream(join(ground.work, 'pretty.txt'))),
    once(child, 'close'),
  ]);
  clearTimeout(timer);
  const exitCode = typeof code === 'number' ? code : null;
  const memoryMb = memory.stop();
  const reportMb = sizeOf(ground.work) / 2 ** 20;
  const {verdict, problems} = complaints({attack, folder: ground.work, exitCode});
  const faults = [
    ...(isLate ? ['the run did not end'] : []),
    ...(memoryMb > mostMb ? [`memory: ${memoryMb} MB`] : []),
    ...(reportMb > limits.reportMb ? [`reports: ${Math.round(reportMb)} MB`] : []),
    ...(/\n\s+at |a fault of its own|Warning:/.test(errors) ? [`stderr: ${errors.slice(0, 300)}`] : []),
    ...problems,
    ...ground.harm(),
    ...leftInTmp(ground),
  ];
  const seconds = (performance.now() - startedAt) / 1000;
  return {name: attack.name, exitCode, seconds, memoryMb, reportMb, verdict, faults};
}

/** The kernel keeps the peak, so that only the last moments can be missed. */
function watchMemory(pid: number): {stop(): number} {
  let peakKb = 0;
  const look = () => {
    try {
      peakKb = Math.max(
        peakKb,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
      );
    } catch {} // it has ended
  };
  const timer = setInterval(look, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round(peakKb / 1024);
    },
  };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map(name => statSync(join(folder, name)))
    .reduce((sum, {size}) => sum + size, 0);
}

/** Folders that plugtest makes for itself are gone; those of the plugin are its own affair. */
function leftInTmp({folder}: Ground): string[] {
  return readdirSync(join(folder, 'tmp'))
    .filter(name => name.startsWith('plugtest-') && !name.startsWith('plugtest-reference-'))
    .map(name => `left in the temporary folder: ${name}`);
}
