import type {Clock} from '../clock.ts';
import {type Deferred, defer} from '../locks.ts';
import type {Program} from './api.ts';
import type {Bind} from './setup-mounts.ts';

const KILLED = 137;
/** Even a program that does nothing ends only after its start was reported. */
const SHORTEST_RUN_MS = 20;

/** A container's first process. It runs under containerd, so it outlives the daemon. */
export class Process {
  readonly #program: Program;
  readonly #exit: Deferred<number> = defer();
  /** Null while it runs. */
  exitCode: number | null = null;
  /** What was mounted into it when it started: it keeps that, whatever the daemon remembers. */
  binds: readonly Bind[] = [];

  constructor(program: Program, clock: Clock, signal: AbortSignal) {
    this.#program = program;
    if (program.kind !== 'exits') return;
    const {code, afterMs = SHORTEST_RUN_MS} = program;
    void clock.sleep(afterMs, signal).then(() => this.exit(code));
  }

  /** Fulfilled with the exit code. */
  get exited(): Promise<number> {
    return this.#exit.promise;
  }

  get isOver(): boolean {
    return this.exitCode !== null;
  }

  exit(code: number): void {
    this.exitCode ??= code;
    this.#exit.resolve(this.exitCode);
  }

  /** SIGTERM; a program that does not handle it goes on, as pid 1 does. */
  terminate(): void {
    if (this.#program.kind === 'runs' && this.#program.ignoresTerm) return;
    if (this.#program.kind === 'exits') return;
    this.exit(0);
  }

  kill(): void {
    this.exit(KILLED);
  }
}

/** containerd's tasks, by container id. */
export type Processes = Map<string, Process>;
