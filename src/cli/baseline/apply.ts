import type {CheckResult, RunEvent} from '../../core/events.ts';
import {exitCodeOf} from '../../core/summary.ts';
import {labelOf} from '../../report/label.ts';
import {tally} from '../../report/tally.ts';
import type {KnownFailure} from './file.ts';

/** How a baseline is used in a run. */
export interface BaselineUse {
  readonly known: readonly KnownFailure[];
  readonly requireComplete: boolean;
  /** Today as `2027-01-31`. */
  readonly today: string;
  /** Engine of rows that name none; absent: not known. */
  readonly engine?: string;
  /** Ids that exist: an entry for another one is stale. */
  readonly ids: ReadonlySet<string>;
  /** Gets the baseline that this run would have; absent: the baseline is only read. */
  readonly write?: (known: readonly KnownFailure[]) => void;
}

/** True when a failure is borne today. */
export function isBorne(result: CheckResult, use: BaselineUse): boolean {
  return use.known.some(entry => concerns(entry, result, use) && !isExpired(entry, use.today));
}

/**
 * Known failures become warnings that say why they are borne. An entry whose check passes, or that names no check, is
 * stale and fails the run, so that a baseline cannot outlive its reasons; an expired one bears nothing.
 */
export async function* withBaseline(
  events: AsyncIterable<RunEvent>,
  use: BaselineUse,
): AsyncGenerator<RunEvent> {
  const rows: CheckResult[] = [];
  const failed: CheckResult[] = [];
  for await (const event of events) {
    if (event.type === 'check:end') {
      const result = judged(event.result, use);
      if (event.result.status === 'failed') failed.push(result);
      rows.push(result);
      yield {...event, result};
    } else if (event.type === 'run:end') {
      use.write?.(updated({rows, failed}, use));
      yield* closing(event, rows, use);
    } else yield event;
  }
}

function judged(result: CheckResult, use: BaselineUse): CheckResult {
  if (result.status !== 'failed') return result;
  const entry = use.known.find(one => concerns(one, result, use));
  if (use.write) return borne(result, entry?.reason ?? 'recorded by --update-baseline');
  if (!entry) return result;
  if (isExpired(entry, use.today))
    return {
      ...result,
      message: `${result.message} (known, but only borne until ${entry.expires}: ${entry.reason})`,
    };
  return borne(result, entry.reason + (entry.expires === undefined ? '' : `, until ${entry.expires}`));
}

function borne(result: CheckResult, reason: string): CheckResult {
  return {...result, status: 'warned', message: `${result.message} (known: ${reason})`};
}

function* closing(
  end: Extract<RunEvent, {type: 'run:end'}>,
  rows: readonly CheckResult[],
  use: BaselineUse,
): Generator<RunEvent> {
  const stale = use.write ? [] : use.known.filter(entry => isStale(entry, rows, use));
  let seq = end.seq;
  for (const entry of stale) {
    const why = use.ids.has(entry.id) ? 'its check passes' : 'no check has this id';
    const message = `stale baseline entry ${labelOf(entry)}: ${why}; remove it, or run with --update-baseline`;
    yield {v: 1, seq: seq++, at: end.at, type: 'warning', message};
  }
  const summary = tally(rows);
  const own = end.exitCode === 1 && end.aborted === undefined ? exitCodeOf(rows, use) : end.exitCode;
  yield {...end, seq, summary, exitCode: own === 0 && stale.length > 0 ? 1 : own};
}

function isStale(entry: KnownFailure, rows: readonly CheckResult[], use: BaselineUse): boolean {
  const concerned = rows.filter(row => concerns(entry, row, use));
  return !use.ids.has(entry.id) || (concerned.length > 0 && concerned.every(row => row.status === 'passed'));
}

interface Judged {
  readonly rows: readonly CheckResult[];
  readonly failed: readonly CheckResult[];
}

/** What fails now, with the reasons known before; entries that this run did not judge stay. */
function updated({rows, failed}: Judged, use: BaselineUse): readonly KnownFailure[] {
  const kept = use.known.filter(entry => !isStale(entry, rows, use));
  const fresh = failed.filter(row => !kept.some(entry => concerns(entry, row, use)));
  return [
    ...kept,
    ...fresh.map(({id, engine, plugin}) => ({
      id,
      ...(engine !== undefined && {engine}),
      ...(plugin !== undefined && {plugin}),
      reason: `recorded on ${use.today}; say why it is borne`,
    })),
  ];
}

function concerns(entry: KnownFailure, row: CheckResult, use: BaselineUse): boolean {
  const engine = row.engine ?? use.engine;
  return (
    entry.id === row.id &&
    (entry.engine === undefined || entry.engine === engine || engine === undefined) &&
    (entry.plugin === undefined || entry.plugin === row.plugin || row.plugin === undefined)
  );
}

function isExpired({expires}: KnownFailure, today: string): boolean {
  return expires !== undefined && expires < today;
}
