import {createHash} from 'node:crypto';
import type {CheckResult, RunEvent} from '../../core/events.ts';
import type {Level, Status, Summary} from '../../core/verdict.ts';
import {isNothingJudged} from '../../report/judged.ts';
import {labelOf} from '../../report/label.ts';
import {tally} from '../../report/tally.ts';
import {UsageError} from '../../util/errors.ts';

/** What somebody states about a plugin, recomputable from the run's events. */
export interface Statement {
  readonly statementVersion: 1;
  readonly plugtest: string;
  readonly engines: readonly string[];
  readonly level: Level;
  readonly startedAt: string;
  readonly plugin: {readonly name: string; readonly implements: readonly string[]};
  /** The set of checks: all ids with their levels, hashed, so that two statements can be compared. */
  readonly checks: {readonly count: number; readonly sha256: string};
  readonly totals: Summary;
  readonly conformant: boolean;
  /** What was not passed, by label. */
  readonly exceptions: Readonly<Record<string, Status>>;
  /** Over the outcome of every check. */
  readonly resultsSha256: string;
  readonly signedOff: {readonly by: string; readonly at: string};
  /** Over all fields above. */
  readonly sha256: string;
}

/** Makes the statement of a finished run. Refuses runs that were broken off or are one part of several. */
export function statementOf(events: readonly RunEvent[], signedOff: Statement['signedOff']): Statement {
  const start = events.find(event => event.type === 'run:start');
  const end = events.find(event => event.type === 'run:end');
  if (!start || !end || end.aborted !== undefined)
    throw new UsageError(
      `the run was broken off${end?.aborted ? ` (${end.aborted})` : ''}: state only what was finished`,
    );
  if (start.info.shard !== undefined)
    throw new UsageError(`this is part ${start.info.shard} of a run: give the files of all parts`);
  const ready = events.find(event => event.type === 'target:ready');
  const rows = events.flatMap(event => (event.type === 'check:end' ? [event.result] : []));
  const body = {
    statementVersion: 1 as const,
    plugtest: start.info.plugtest,
    engines: start.info.engine.split(','),
    level: start.info.level,
    startedAt: start.info.startedAt,
    plugin: {name: ready?.name ?? '', implements: ready?.implements ?? []},
    checks: {count: new Set(rows.map(({id}) => id)).size, sha256: hashOfChecks(rows)},
    totals: tally(rows),
    conformant: end.exitCode === 0 && !isNothingJudged(end.summary),
    exceptions: Object.fromEntries(
      rows.filter(({status}) => status !== 'passed').map(row => [labelOf(row), row.status]),
    ),
    resultsSha256: sha256(rows.map(row => `${labelOf(row)} ${row.status}`).sort()),
    signedOff,
  };
  return {...body, sha256: digestOf(body)};
}

/** The hash over a statement without its own. */
export function digestOf(body: object): string {
  const {sha256: _own, ...rest} = body as {sha256?: unknown}; // a plain object, whatever its fields
  return sha256([canonical(rest)]);
}

function hashOfChecks(rows: readonly CheckResult[]): string {
  return sha256([...new Set(rows.map(({id, level}) => `${id} ${level}`))].sort());
}

function sha256(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** JSON with sorted keys, so that the order in a file does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
