import type {CheckInfo, RunEvent, RunEventBody, RunInfo} from '../../core/events.ts';
import {tally} from '../../report/tally.ts';
import type {KeptRun} from './read-events.ts';
import {missingShards} from './shards.ts';
import {gravestExit, Rows} from './weigh.ts';

type Of<Type extends RunEvent['type']> = Extract<RunEvent, {type: Type}>;

interface Part {
  readonly file: string;
  readonly start: Of<'run:start'>;
  readonly plugin: string;
  readonly events: readonly RunEvent[];
  readonly end: Of<'run:end'> | undefined;
}

/** Several kept runs as one: parts of a run (`--shard`), engines, plugins. Rows say engine and plugin where these differ. */
export function* mergeRuns(runs: readonly KeptRun[]): Generator<RunEvent> {
  let seq = 0;
  for (const body of bodies(runs.map(partOf))) {
    seq += 1;
    yield {v: 1, seq, at: 0, ...body};
  }
}

function partOf({file, events}: KeptRun): Part {
  const [start] = events;
  if (start?.type !== 'run:start') throw new Error('readEvents lets no other file through');
  const ready = events.find(event => event.type === 'target:ready');
  const end = events.find(event => event.type === 'run:end');
  return {file, events, start, end, plugin: ready?.name || start.info.target.address};
}

function* bodies(parts: readonly Part[]): Generator<RunEventBody> {
  const mark = markerFor(parts);
  const rows = new Rows();
  const plan = new Map<string, CheckInfo>();
  for (const part of parts) {
    for (const info of part.start.plan) {
      const marked = mark(info, part);
      plan.set(JSON.stringify([marked.id, marked.engine, marked.plugin]), marked);
    }
    for (const event of part.events) if (event.type === 'check:end') rows.add(mark(event.result, part));
  }
  const about = Object.assign({}, ...parts.map(part => part.start.about));
  yield {type: 'run:start', info: infoOf(parts), plan: [...plan.values()], about};
  yield readyOf(parts);
  yield* parts.flatMap(part =>
    part.events.filter(
      event => event.type === 'warning' || event.type === 'note' || event.type === 'target:exit',
    ),
  );
  const problems = [
    ...missingShards(parts.map(({start, plugin}) => ({info: start.info, plugin}))),
    ...broken(parts),
  ];
  for (const message of problems) yield {type: 'warning', message};
  const results = rows.results({withVerdicts: false});
  for (const result of results) yield {type: 'check:end', result};
  const summary = tally(results);
  const codes = parts.map(part => part.end?.exitCode ?? 4);
  const aborted = problems[0] ?? parts.find(part => part.end?.aborted)?.end?.aborted;
  yield {
    type: 'run:end',
    summary,
    exitCode: gravestExit([...codes, problems.length > 0 ? 1 : 0]),
    durationMs: Math.max(0, ...parts.map(part => part.end?.durationMs ?? 0)),
    leaks: parts.flatMap(part => part.end?.leaks ?? []),
    ...(aborted === undefined ? {} : {aborted}),
  };
}

/** Adds engine and plugin to rows, where the runs differ in them. */
function markerFor(parts: readonly Part[]): <Row extends CheckInfo>(row: Row, part: Part) => Row {
  const engines = new Set(parts.flatMap(({start}) => start.info.engine.split(',')));
  const plugins = new Set(parts.map(({plugin}) => plugin));
  return (row, {start, plugin}) => ({
    ...row,
    ...(engines.size > 1 && {engine: row.engine ?? start.info.engine}),
    ...(plugins.size > 1 && {plugin: row.plugin ?? plugin}),
  });
}

function infoOf(parts: readonly Part[]): RunInfo {
  const [first] = parts;
  if (!first) throw new Error('nothing to merge');
  const {shard: _shard, ...info} = first.start.info;
  const unique = (words: readonly string[]) => [...new Set(words)].join(',');
  const isOne = new Set(parts.map(part => part.plugin)).size === 1;
  return {
    ...info,
    engine: unique(parts.flatMap(({start}) => start.info.engine.split(','))),
    startedAt: parts.map(({start}) => start.info.startedAt).sort()[0] ?? info.startedAt,
    target: isOne ? info.target : {form: 'several', address: unique(parts.map(part => part.plugin))},
  };
}

function readyOf(parts: readonly Part[]): RunEventBody {
  const ready = parts.flatMap(({events}) => events.filter(event => event.type === 'target:ready'));
  return {
    type: 'target:ready',
    name: [...new Set(ready.map(({name}) => name))].join(', '),
    implements: [...new Set(ready.flatMap(event => event.implements))],
  };
}

function broken(parts: readonly Part[]): readonly string[] {
  return parts
    .filter(part => part.end === undefined)
    .map(({file}) => `${file} breaks off: its run was killed`);
}
