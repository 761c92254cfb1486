import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import type {Readable} from 'node:stream';
import {UsageError} from '../../util/errors.ts';
import type {Exit} from '../target.ts';
import {forgetGroup, groupEnds, rememberGroup, signalGroup} from './group.ts';
import type {OutputTail} from './output-tail.ts';

/** One life of the plugin's process and of all it has forked into its group. */
export interface Child {
  readonly pid: number;
  /** Resolves as soon as the process itself ends. */
  readonly ended: Promise<Exit>;
  readonly exit: Exit | null;
  /** Milliseconds until it accepted; null until whoever waits for that has seen it. */
  readyMs: number | null;
  /** Resolves when the output is complete, or shortly after the end where others still hold it open. */
  readonly outputDone: Promise<void>;
  /** SIGTERM to the group; null when something of it still lives after `timeoutMs`. */
  terminate(timeoutMs: number): Promise<Exit | null>;
  /** SIGKILL to the group. */
  kill(): Promise<Exit>;
}

/** Words of a command, the first being the program. */
export type Command = readonly string[];

/** How long output may trickle in after the process has ended. */
const OUTPUT_GRACE_MS = 200;

/** A killed group is gone within this time unless the kernel itself hangs. */
const KILL_WAIT_MS = 2000;

export interface ChildOptions {
  readonly output: OutputTail;
  /** False for a restart command: what it leaves running is a service that must outlive it, and plugtest. */
  readonly sweep: boolean;
  /** Added to plugtest's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a command in a process group of its own. Throws UsageError when there is no such program. */
export async function startChild(command: Command, options: ChildOptions): Promise<Child> {
  const [program = '', ...args] = command;
  const env = {...process.env, ...options.environment};
  const spawned = spawn(program, args, {detached: true, stdio: ['ignore', 'pipe', 'pipe'], env});
  const ended = endOf(spawned);
  await once(spawned, 'spawn').catch(error => {
    throw notStarted(program, error);
  });
  const pid = spawned.pid ?? 0;
  if (options.sweep) rememberGroup(pid);
  options.output.follow(spawned.stdout);
  options.output.follow(spawned.stderr);

  let exit: Exit | null = null;
  let stopping = false;
  // Once a group is empty its number may belong to somebody else: never signal it again.
  let empty = false;
  const groupGone = async (timeoutMs: number) => {
    empty ||= await groupEnds(pid, timeoutMs);
    if (empty) forgetGroup(pid);
    return empty;
  };
  const sweep = async () => {
    if (!empty) signalGroup(pid, 'SIGKILL');
    await groupGone(KILL_WAIT_MS);
  };
  const closed = once(spawned, 'close');
  const outputDone = ended.then(async result => {
    exit = result;
    // Nobody asked for the end: whatever the plugin has left behind would go on serving its socket.
    if (!stopping && options.sweep) await sweep();
    await Promise.race([closed, new Promise(resolve => setTimeout(resolve, OUTPUT_GRACE_MS))]);
    for (const stream of [spawned.stdout, spawned.stderr]) release(stream, options.sweep);
  });

  return {
    pid,
    ended,
    readyMs: null,
    outputDone,
    get exit() {
      return exit;
    },
    async terminate(timeoutMs) {
      stopping = true;
      if (exit === null) signalGroup(pid, 'SIGTERM');
      // A shell that dies of the signal may leave the plugin finishing its clean-up: the group counts.
      if (!(await groupGone(timeoutMs))) return null;
      await outputDone;
      return ended;
    },
    async kill() {
      stopping = true;
      await sweep();
      await outputDone;
      return ended;
    },
  };
}

function endOf(spawned: ChildProcess): Promise<Exit> {
  return new Promise(resolve => {
    spawned.once('exit', (code, signal) => resolve({code, signal}));
  });
}

/** A service that a restart command left behind may still write: closing the pipe would kill it. */
function release(stream: Readable, close: boolean): void {
  if (close) stream.destroy();
  else if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
}

function notStarted(program: string, error: NodeJS.ErrnoException): UsageError {
  const options = {code: 'COMMAND_NOT_STARTED', cause: error};
  switch (error.code) {
    case 'ENOENT':
      return new UsageError(`command not found: ${program}: correct its name, or give its path`, options);
    case 'EACCES':
      return new UsageError(`${program} can't be executed: make it executable (chmod +x)`, options);
    default:
      return new UsageError(`${program} can't be started: ${error.message}`, options);
  }
}
