import type {Exchange} from '../wire/exchange.ts';
import type {Level, Status, Summary} from './verdict.ts';

/** What a report needs to know of a check without running it. */
export interface CheckInfo {
  readonly id: string;
  readonly title: string;
  /** First part of the id: handshake, transport, volume, … */
  readonly interface: string;
  readonly level: Level;
  readonly kind: 'check' | 'rule';
  /** Engine acted as, in runs over several; else the run has one. */
  readonly engine?: string;
  /** Plugin that was tested, in reports merged from runs against several; else the run has one. */
  readonly plugin?: string;
}

/** What plugtest knows about a check whatever its outcome; rows carry it only where something was found. */
export interface CheckAbout {
  readonly requirement: readonly string[];
  readonly consequence: string;
  readonly fix: string;
  readonly source: readonly string[];
}

/** One row of every report. */
export interface CheckResult extends CheckInfo {
  readonly status: Status;
  readonly durationMs: number;
  /** What happened, or why it was not judged. Empty for `passed`. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  readonly consequence: string;
  readonly fix: string;
  readonly source: readonly string[];
  /** The exchanges that show it, first to last. */
  readonly exchanges: readonly Exchange[];
  /** A sh script with curl that repeats the exchanges; empty when there are none. */
  readonly repro: string;
  /** Id of the check that had to pass first. */
  readonly blockedBy?: string;
  /** Last lines of the plugin's output while the check ran, when plugtest started it. */
  readonly pluginOutput?: readonly string[];
  /** What each repetition said, where a run was repeated (`--repeat`). */
  readonly verdicts?: readonly Status[];
}

/** Something a run made and could not remove. */
export interface Leak {
  readonly what: string;
  readonly name: string;
  /** Command that removes it. */
  readonly command: string;
}

/** What was asked for; printed at the head of reports. */
export interface RunInfo {
  readonly plugtest: string;
  readonly engine: string;
  readonly target: {readonly form: string; readonly address: string; readonly command?: readonly string[]};
  readonly seed: number;
  readonly startedAt: string;
  readonly level: Level;
  /** Which part of the checks this run had: `2/4`. */
  readonly shard?: string;
}

interface EventBase {
  /** Version of the event format. */
  readonly v: 1;
  /** Number within the run, from 1, without gaps. */
  readonly seq: number;
  /** Milliseconds since the run began. */
  readonly at: number;
}

/** The one stream that every reporter reads; the JSON-lines report is this stream. */
export type RunEvent = EventBase & RunEventBody;

/** An event before the stream numbers it. */
export type RunEventBody =
  | {
      readonly type: 'run:start';
      readonly info: RunInfo;
      readonly plan: readonly CheckInfo[];
      /** By id; absent in streams of older versions. */
      readonly about?: Readonly<Record<string, CheckAbout>>;
    }
  | {readonly type: 'target:ready'; readonly name: string; readonly implements: readonly string[]}
  | {readonly type: 'target:log'; readonly stream: 'stdout' | 'stderr'; readonly line: string}
  | {
      readonly type: 'target:exit';
      readonly code: number | null;
      readonly signal: string | null;
      readonly expected: boolean;
      readonly lastLines: readonly string[];
    }
  | {readonly type: 'check:start'; readonly check: CheckInfo}
  | {readonly type: 'exchange'; readonly check: string | null; readonly exchange: Exchange}
  | {readonly type: 'check:end'; readonly result: CheckResult}
  | {readonly type: 'warning'; readonly message: string}
  /** Something that a check measured or saw, whatever its verdict. */
  | {readonly type: 'note'; readonly check: string; readonly message: string}
  | {
      readonly type: 'run:end';
      readonly summary: Summary;
      readonly exitCode: number;
      readonly durationMs: number;
      readonly leaks: readonly Leak[];
      /** Why the run ended before its plan did. */
      readonly aborted?: string;
    };
