import {setMaxListeners} from 'node:events';
import {DaemonGone} from './errors.ts';
import {defer} from './locks.ts';

/** One process of the daemon, from start to end. Work that outlives it must not act any more. */
export class Life {
  readonly #controller = new AbortController();
  readonly #ended = defer<void>();
  /** SIGTERM was received: no container is restarted. */
  shuttingDown = false;

  constructor() {
    // Every call and every wait listens; there may be any number at once.
    setMaxListeners(0, this.#controller.signal);
  }

  /** Aborted when the process ends: connections break, waits end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** Resolves when the process ends. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** The process ends now, whatever is under way. */
  end(): void {
    this.#controller.abort();
    this.#ended.resolve(undefined);
  }

  /** Stops work that the ended process can no longer do. */
  check(): void {
    if (this.isOver) throw new DaemonGone();
  }
}
