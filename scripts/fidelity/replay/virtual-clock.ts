import {untilQuiet} from './quiet.ts';

/**
 * Time that stands still while anything is going on and jumps to the next timer when nothing is. A replay with minutes of
 * retries takes milliseconds, and what happens at which instant does not depend on how fast the machine is.
 */
export class VirtualClock {
  #nowMs = 0;
  #order = 0;
  #pumping = false;
  readonly #timers: Timer[] = [];

  now(): number {
    return this.#nowMs;
  }

  /** Resolves when the clock gets there; ends early, without an error, when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const done = () => {
        cancel();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.after(ms, done);
      signal?.addEventListener('abort', done, {once: true});
    });
  }

  /** The wire's deadlines run on the same timers, see `install`. */
  realMs(ms: number): number {
    return ms;
  }

  /** Puts this clock behind the global timers until the returned function is called: the wire waits by those. */
  install(): () => void {
    const real = {setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout};
    const set = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      new VirtualTimeout(this.after(ms, () => callback(...args)));
    const clear = (timer: unknown) => {
      if (timer instanceof VirtualTimeout) timer.cancel();
      // what was set before the clock was put in place is real
      else real.clearTimeout(timer as NodeJS.Timeout);
    };
    Object.assign(globalThis, {setTimeout: set, clearTimeout: clear});
    return () => Object.assign(globalThis, real);
  }

  /** Calls back when the clock gets there; the returned function takes it back. */
  after(ms: number, callback: () => void): () => void {
    const timer = {dueMs: this.#nowMs + Math.max(0, ms), order: this.#order++, callback};
    this.#timers.push(timer);
    void this.#pump();
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#timers.length > 0) {
      await untilQuiet();
      this.#next()?.callback();
    }
    this.#pumping = false;
  }

  #next(): Timer | undefined {
    this.#timers.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
    const timer = this.#timers.shift();
    if (timer) this.#nowMs = timer.dueMs;
    return timer;
  }
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Stands in for `NodeJS.Timeout`. */
class VirtualTimeout {
  readonly cancel: () => void;

  constructor(cancel: () => void) {
    this.cancel = cancel;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return false;
  }
}
