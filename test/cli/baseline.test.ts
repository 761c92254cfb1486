import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {type BaselineUse, withBaseline} from '../../src/cli/baseline/apply.ts';
import {type KnownFailure, readBaseline, writeBaseline} from '../../src/cli/baseline/file.ts';
import type {RunEvent} from '../../src/core/events.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {streamOf} from '../report/render.ts';
import {finding, result, runOf} from '../report/runs.ts';

const ids = new Set(['a.b.bad', 'a.b.good', 'a.b.blocked']);
const events = runOf(
  [finding('a.b.bad', 'failed'), result('a.b.good', 'passed'), result('a.b.blocked', 'blocked')],
  {exitCode: 1},
);

async function judge(known: readonly KnownFailure[], more: Partial<BaselineUse> = {}) {
  const use = {known, ids, today: '2026-06-15', requireComplete: false, engine: '29', ...more};
  const seen: RunEvent[] = [];
  for await (const event of withBaseline(streamOf(events), use)) seen.push(event);
  const row = seen.find(event => event.type === 'check:end');
  const end = seen.at(-1);
  assert.ok(row?.type === 'check:end' && end?.type === 'run:end');
  const warnings = seen.flatMap(event => (event.type === 'warning' ? [event.message] : []));
  return {row: row.result, end, warnings};
}

test('a known failure becomes a warning with its reason and no longer fails the run', async () => {
  const {row, end, warnings} = await judge([{id: 'a.b.bad', reason: 'issue 12', expires: '2026-06-15'}]);
  assert.equal(row.status, 'warned');
  assert.match(row.message, /\(known: issue 12, until 2026-06-15\)$/);
  assert.equal(end.exitCode, 0);
  assert.equal(end.summary.warned, 1);
  assert.deepEqual(warnings, []);
});

test('an expired entry bears nothing and says so', async () => {
  const {row, end} = await judge([{id: 'a.b.bad', reason: 'issue 12', expires: '2026-06-14'}]);
  assert.equal(row.status, 'failed');
  assert.match(row.message, /only borne until 2026-06-14: issue 12/);
  assert.equal(end.exitCode, 1);
});

test('entries whose check passes or does not exist are stale and fail the run; one that was blocked is not', async () => {
  const known = ['a.b.bad', 'a.b.good', 'a.b.blocked', 'a.b.gone'].map(id => ({id, reason: 'x'}));
  const {end, warnings} = await judge(known);
  assert.equal(end.exitCode, 1);
  assert.deepEqual(
    warnings.map(text => text.slice(0, 50)),
    [
      'stale baseline entry a.b.good: its check passes; r',
      'stale baseline entry a.b.gone: no check has this i',
    ],
  );
});

test('an entry for another engine does not concern this run', async () => {
  const {row} = await judge([{id: 'a.b.bad', engine: '26.1', reason: 'x'}]);
  assert.equal(row.status, 'failed');
});

test('an update keeps reasons, adds what fails, drops what is stale, and bears all of it', async () => {
  const written: KnownFailure[] = [];
  const known = [
    {id: 'a.b.good', reason: 'old'},
    {id: 'a.b.blocked', reason: 'kept'},
  ];
  const {end} = await judge(known, {write: all => written.push(...all)});
  assert.equal(end.exitCode, 0);
  assert.deepEqual(written, [
    {id: 'a.b.blocked', reason: 'kept'},
    {id: 'a.b.bad', reason: 'recorded on 2026-06-15; say why it is borne'},
  ]);
});

test('a baseline is read as it was written, and what says nothing is refused with its place', t => {
  const file = join(temporaryFolder(t), 'baseline.json');
  const known = [{id: 'a.b.bad', reason: 'issue 12', expires: '2027-01-31'}];
  writeBaseline(file, known);
  assert.deepEqual(readBaseline(file, {mayBeAbsent: false}), known);
  for (const [text, message] of [
    ['{', /it is not JSON/],
    ['{}', /no list named "known"/],
    ['{"known": [{"id": "x"}]}', /known\[0\]\.reason is missing/],
    ['{"known": [{"id": "x", "reason": "y", "expires": "soon"}]}', /expected a day such as/],
    ['{"known": [{"id": "x", "reason": "y", "until": "z"}]}', /unknown key "until"/],
  ] as const) {
    writeFileSync(file, text);
    assert.throws(() => readBaseline(file, {mayBeAbsent: false}), message);
  }
});
