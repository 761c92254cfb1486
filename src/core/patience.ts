/**
 * How long to wait for each method. What hung once is not waited for again at full length, so that
 * a plugin that hangs on one method does not make the run long (design 5).
 */
export class Patience {
  readonly #fullMs: number;
  readonly #hung = new Set<string>();

  constructor(fullMs: number) {
    this.#fullMs = fullMs;
  }

  /** Deadline in milliseconds for the next call of the method. */
  timeoutFor(method: string): number {
    return this.#hung.has(method) ? Math.min(this.#fullMs, Math.max(500, this.#fullMs / 20)) : this.#fullMs;
  }

  /** Methods that gave no answer within the full deadline, by their first time. */
  get hung(): Iterable<string> {
    return this.#hung;
  }

  /** The method gave no answer within its deadline. */
  sawHang(method: string): void {
    this.#hung.add(method);
  }
}
