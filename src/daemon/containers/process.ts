import type {Clock} from '../clock.ts';
import {type Deferred, defer} from '../locks.ts';
import type {Output, Program} from './api.ts';
import {ProcessOutput} from './output.ts';
import type {Bind} from './setup-mounts.ts';

const KILLED = 137;
/** Even a program that does nothing ends only after its start was reported. */
const SHORTEST_RUN_MS = 1;

/** How a process is started. */
export interface ProcessOptions {
  readonly program: Program;
  readonly clock: Clock;
  readonly tty: boolean;
}

/** A container's first process. It runs under containerd, so it outlives the daemon. */
export class Process {
  readonly output: ProcessOutput;
  readonly #program: Program;
  readonly #clock: Clock;
  readonly #exit: Deferred<number> = defer();
  readonly #over = new AbortController();
  /** Null while it runs. */
  exitCode: number | null = null;
  /** What was mounted into it when it started: it keeps that, whatever the daemon remembers. */
  binds: readonly Bind[] = [];

  constructor({program, clock, tty}: ProcessOptions) {
    this.#program = program;
    this.#clock = clock;
    this.output = new ProcessOutput(tty);
    void this.#run();
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
    this.#over.abort();
    this.output.end();
    this.#exit.resolve(this.exitCode);
  }

  /** SIGTERM; a program that does not handle it goes on, as pid 1 does. */
  terminate(): void {
    const program = this.#program;
    if (program.kind !== 'runs' || program.ignoresTerm) return;
    void this.#lastWords(program.lastWords ?? '');
  }

  kill(): void {
    this.exit(KILLED);
  }

  async #lastWords(words: string): Promise<void> {
    if (words !== '') await this.output.write('stdout', words);
    this.exit(0);
  }

  async #run(): Promise<void> {
    const program = this.#program;
    if (program.kind === 'not-found') return;
    for (const {afterMs = 0, stream = 'stdout', data} of outputOf(program)) {
      if (afterMs > 0) await this.#clock.sleep(afterMs, this.#over.signal);
      if (this.isOver) return;
      await this.output.write(stream, data);
    }
    if (program.kind !== 'exits') return;
    await this.#clock.sleep(program.afterMs ?? SHORTEST_RUN_MS, this.#over.signal);
    this.exit(program.code);
  }
}

function outputOf(program: Extract<Program, {kind: 'runs' | 'exits'}>): Iterable<Output> {
  return program.output?.() ?? [];
}

/** containerd's tasks, by container id. */
export type Processes = Map<string, Process>;
