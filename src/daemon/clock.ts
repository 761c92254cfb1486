/** The daemon's time. Everything that waits in the model waits here. */
export interface Clock {
  /** Daemon milliseconds since the clock was made. */
  now(): number;
  /** Waits so many daemon milliseconds; ends early, without an error, when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Real milliseconds for so many of the daemon's: the wire's deadlines are real. */
  realMs(ms: number): number;
}

/**
 * Real time, or time that runs faster: at `speed` 100 a second of the daemon takes 10 ms. The daemon measures with the same
 * clock that it sleeps with, so its retry plan stays what it is at any speed at which a call is still short.
 */
export function createClock(speed = 1): Clock {
  const start = performance.now();
  const realMs = (ms: number) => ms / speed;
  return {
    now: () => (performance.now() - start) * speed,
    realMs,
    sleep: (ms, signal) => sleepReal(realMs(ms), signal),
  };
}

function sleepReal(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, {once: true});
  });
}

/** The time of day on a clock: Unix nanoseconds, never the same twice. `epochMs` is what it was when the clock showed zero. */
export function createWallClock(clock: Clock, epochMs = Date.now() - clock.now()): () => bigint {
  const start = BigInt(Math.round(epochMs * 1000)) * 1000n;
  let last = 0n;
  return () => {
    const time = start + BigInt(Math.round(clock.now() * 1e6));
    last = time > last ? time : last + 1n;
    return last;
  };
}
