/** One line of a recording; the fields by event are those of fixtures/recordings (see its README). */
export interface LabEvent {
  readonly t_us: number;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Collects a scenario's events on one monotonic clock. */
export class EventLog {
  readonly events: LabEvent[] = [];
  readonly #startedAt = process.hrtime.bigint();

  /** Microseconds since the scenario began. */
  now(): number {
    return Number((process.hrtime.bigint() - this.#startedAt) / 1000n);
  }

  /** `at` when it happened, if not now. */
  add(event: string, fields: Readonly<Record<string, unknown>>, at = this.now()): void {
    this.events.push({t_us: at, event, ...fields});
  }

  /** In order of time, as a recording has them. */
  sorted(): LabEvent[] {
    return this.events.toSorted((a, b) => a.t_us - b.t_us);
  }
}
