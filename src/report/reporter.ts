import type {CheckResult, RunEvent} from '../core/events.ts';

/** Where a reporter writes: a file or stdout, opened by the command line before the run begins. */
export interface Output {
  /** Writes at once or queues; throws when the file cannot take it (disk full). */
  write(text: string): void;
  /** A terminal that can redraw a line. */
  readonly isTerminal: boolean;
  /** Colours are wanted. */
  readonly colour: boolean;
  /** Width of the terminal in characters; a default elsewhere. */
  readonly columns: number;
}

/** Which exchanges a report shows: none, those of findings, or all. */
export type Trace = 'none' | 'failed' | 'all';

/** What the command line tells every reporter. */
export interface ReportOptions {
  readonly trace: Trace;
  /** All reports of this run, so that the one on the terminal can say where the others lie. */
  readonly reports: readonly {readonly name: string; readonly file: string | null}[];
  /** Path of the script that repeats a result, written on the first question; undefined when there is none. */
  script(result: CheckResult): string | undefined;
  /** Words that repeat the run, when they are not `plugtest <target>`. */
  readonly repeat?: readonly string[];
  /** Flags of this run that a repetition needs too. */
  readonly repeatFlags?: readonly string[];
}

/** One view of the event stream. Resolves when the stream has ended and all is written. */
export type Reporter = (
  events: AsyncIterable<RunEvent>,
  out: Output,
  options: ReportOptions,
) => Promise<void>;

/** True when the report shows the exchanges of this result. */
export function showsExchanges(result: CheckResult, trace: Trace): boolean {
  if (trace === 'none') return false;
  return trace === 'all' || isFinding(result);
}

/** Failed, warned or errored: somebody has something to mend. */
export function isFinding(result: Pick<CheckResult, 'status'>): boolean {
  return result.status === 'failed' || result.status === 'warned' || result.status === 'errored';
}
