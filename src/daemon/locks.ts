/** One after another, in the order of asking. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all earlier holders are done. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** A mutex for each name (moby's locker). */
export class NameLocks {
  readonly #locks = new Map<string, Mutex>();

  run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const lock = this.#locks.get(name) ?? new Mutex();
    this.#locks.set(name, lock);
    return lock.run(work);
  }
}

/** A promise with its handle outside. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
}

/** A promise that somebody else fulfils. */
export function defer<T>(): Deferred<T> {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>(resolve => {
    settle = resolve;
  });
  return {promise, resolve: value => settle(value)};
}

/** Aborted as soon as one of the signals is (AbortSignal.any came with Node 20.3). */
export function eitherSignal(first: AbortSignal, second: AbortSignal): AbortSignal {
  const either = new AbortController();
  for (const signal of [first, second]) {
    if (signal.aborted) either.abort();
    signal.addEventListener('abort', () => either.abort(), {once: true});
  }
  return either.signal;
}
