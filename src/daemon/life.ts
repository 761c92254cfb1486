import {setMaxListeners} from 'node:events';
import {DaemonGone} from './errors.ts';

/** One process of the daemon, from start to end. Work that outlives it must not act any more. */
export class Life {
  readonly #controller = new AbortController();
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

  /**
   * What the work gives, or null when the process ends before it. Not Promise.race with the end: what the work gave would stay in
   * memory for as long as the process lives.
   */
  unlessOver<T>(work: Promise<T>): Promise<T | null> {
    const {signal} = this;
    return new Promise((resolve, reject) => {
      const onEnd = (): void => resolve(null);
      if (signal.aborted) onEnd();
      signal.addEventListener('abort', onEnd, {once: true});
      void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onEnd));
    });
  }

  /** The process ends now, whatever is under way. */
  end(): void {
    this.#controller.abort();
  }

  /** Stops work that the ended process can no longer do. */
  check(): void {
    if (this.isOver) throw new DaemonGone();
  }
}
