import type {Leak} from '../core/events.ts';

/** How long calls took, in milliseconds. */
export interface Latency {
  /** Calls that succeeded; only these are timed. */
  readonly samples: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Calls that failed, and what the first of them said. */
export interface Failures {
  readonly errors: number;
  readonly firstError?: string;
}

/** One call at a time. */
export interface CallRow extends Latency, Failures {
  readonly method: string;
}

/** Several users at once. */
export interface ThroughputRow extends Latency, Failures {
  /** A method, or the first and last of a story: `VolumeDriver.Create … Remove`. */
  readonly what: string;
  readonly concurrency: number;
  /** Calls that succeeded, per second. */
  readonly perSecond: number;
}

/** One call at a time, with so many objects there. */
export interface GrowthRow extends Latency, Failures {
  readonly method: string;
  /** What there was many of: volumes, addresses. */
  readonly objects: string;
  readonly count: number;
}

/** What a benchmark of a plugin measured (`schemas/bench.schema.json`). */
export interface BenchReport {
  readonly kind: 'plugtest-bench';
  readonly schemaVersion: 1;
  readonly plugtest: {readonly version: string};
  readonly engine: string;
  readonly target: {readonly form: string; readonly address: string};
  readonly plugin: {readonly name: string; readonly implements: readonly string[]};
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  readonly settings: BenchSettings;
  readonly calls: readonly CallRow[];
  readonly throughput: readonly ThroughputRow[];
  readonly growth: readonly GrowthRow[];
  /** What was not measured, and why. */
  readonly notes: readonly string[];
  readonly leaks: readonly Leak[];
  readonly exitCode: number;
  /** Why it ended early. */
  readonly aborted?: string;
}

/** How much is measured. */
export interface BenchSettings {
  /** Most calls of one measurement. */
  readonly samples: number;
  /** Longest that one measurement takes. */
  readonly durationMs: number;
  readonly concurrency: readonly number[];
  /** Numbers of objects at which growth is measured; none: it is not. */
  readonly objects: readonly number[];
}
