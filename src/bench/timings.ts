import type {Failures, Latency} from './report.ts';

/** So many failures in a row end a measurement: more of them say nothing new. */
const HOPELESS = 10;

/** Collects the calls of one measurement. */
export class Timings {
  readonly #times: number[] = [];
  #errors = 0;
  #inARow = 0;
  #firstError: string | undefined;

  add(call: {readonly ok: boolean; readonly ms: number; readonly error: string}): void {
    if (call.ok) {
      this.#times.push(call.ms);
      this.#inARow = 0;
      return;
    }
    this.#errors += 1;
    this.#inARow += 1;
    this.#firstError ??= call.error;
  }

  /** Takes over what another one collected. */
  addAll(other: Timings): void {
    this.#times.push(...other.#times);
    this.#errors += other.#errors;
    this.#inARow = other.#times.length > 0 ? 0 : this.#inARow + other.#errors;
    this.#firstError ??= other.#firstError;
  }

  /** Calls that succeeded. */
  get count(): number {
    return this.#times.length;
  }

  get isHopeless(): boolean {
    return this.#inARow >= HOPELESS;
  }

  get failures(): Failures {
    return {
      errors: this.#errors,
      ...(this.#firstError !== undefined && {firstError: this.#firstError}),
    };
  }

  get latency(): Latency {
    const sorted = this.#times.toSorted((a, b) => a - b);
    return {
      samples: sorted.length,
      p50Ms: percentile(sorted, 50),
      p90Ms: percentile(sorted, 90),
      p99Ms: percentile(sorted, 99),
      maxMs: sorted.at(-1) ?? 0,
    };
  }
}

/** Nearest rank: a value that was measured, never one between two. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
