const {timeOrigin} = performance;

/** Milliseconds since the epoch with fractions, from a clock that never goes back. */
export function now(): number {
  return timeOrigin + performance.now();
}
