import assert from 'node:assert/strict';
import test from 'node:test';
import {mergeRuns} from '../../../src/cli/streams/merge.ts';
import type {CheckResult, RunEvent, RunInfo} from '../../../src/core/events.ts';
import {finding, result, runOf} from '../../report/runs.ts';

function kept(
  results: readonly CheckResult[],
  {exitCode = 0, name = 'sock', ...info}: Partial<RunInfo> & {exitCode?: number; name?: string} = {},
) {
  const events = runOf(results, {exitCode}).map((event): RunEvent => {
    if (event.type === 'run:start') return {...event, info: {...event.info, ...info}};
    return event.type === 'target:ready' ? {...event, name} : event;
  });
  return {file: 'x.jsonl', events};
}

function merged(...runs: ReturnType<typeof kept>[]) {
  const events = [...mergeRuns(runs)];
  const rows = events.flatMap(event => (event.type === 'check:end' ? [event.result] : []));
  const [start, end] = [events[0], events.at(-1)];
  assert.ok(start?.type === 'run:start' && end?.type === 'run:end');
  assert.deepEqual(
    events.map(({seq}) => seq),
    events.map((_, index) => index + 1),
  );
  return {
    start,
    end,
    rows: rows.map(({id, engine, plugin, status}) => [id, engine, plugin, status].join(' ').trim()),
  };
}

test('shards become one run: each check once, judged rows before unjudged, the gravest exit code', () => {
  const {rows, end, start} = merged(
    kept([result('a.b.one', 'passed'), result('a.b.rule', 'not-applicable')], {shard: '1/2'}),
    kept([finding('a.b.one', 'failed'), result('a.b.rule', 'passed')], {shard: '2/2', exitCode: 1}),
  );
  assert.deepEqual(rows, ['a.b.one   failed', 'a.b.rule   passed']);
  assert.equal(end.exitCode, 1);
  assert.equal(end.summary.total, 2);
  assert.equal(start.info.shard, undefined);
});

test('a shard that is missing fails the merged run and is named', () => {
  const {end} = merged(kept([result('a.b.one', 'passed')], {shard: '1/3'}));
  assert.equal(end.exitCode, 1);
  assert.match(end.aborted ?? '', /shard 2\/3, 3\/3 is missing/);
});

test('rows of several engines and plugins say which', () => {
  const row = [result('a.b.one', 'passed')];
  assert.deepEqual(merged(kept(row, {engine: '29'}), kept(row, {engine: '26.1'})).rows, [
    'a.b.one 29  passed',
    'a.b.one 26.1  passed',
  ]);
  const {rows, start} = merged(kept(row, {name: 'alpha'}), kept(row, {name: 'beta'}));
  assert.deepEqual(rows, ['a.b.one  alpha passed', 'a.b.one  beta passed']);
  assert.equal(start.info.target.address, 'alpha,beta');
});

test('a run that was killed while it wrote makes the merged run a fault', () => {
  const {events, file} = kept([result('a.b.one', 'passed')]);
  const {end} = merged({file, events: events.slice(0, -1)});
  assert.equal(end.exitCode, 4);
  assert.match(end.aborted ?? '', /x\.jsonl breaks off/);
});
