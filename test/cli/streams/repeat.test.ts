import assert from 'node:assert/strict';
import test from 'node:test';
import {repeated} from '../../../src/cli/streams/repeat.ts';
import type {RunEvent} from '../../../src/core/events.ts';
import {pretty} from '../../../src/report/pretty/pretty.ts';
import {render, streamOf} from '../../report/render.ts';
import {finding, result, runOf} from '../../report/runs.ts';

async function collected(runs: readonly (readonly RunEvent[])[]): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of repeated(runs.length, index => streamOf(runs[index] ?? []))) events.push(event);
  return events;
}

const good = runOf([result('a.b.one', 'passed'), result('a.b.two', 'passed')], {exitCode: 0});
const bad = runOf([finding('a.b.one', 'failed'), result('a.b.two', 'passed')], {exitCode: 1});

test('repetitions are told as one run with the weightiest row of each check and all its verdicts', async () => {
  const events = await collected([good, bad, good]);
  const rows = events.flatMap(event => (event.type === 'check:end' ? [event.result] : []));
  assert.deepEqual(
    rows.map(({id, status, verdicts}) => [id, status, verdicts]),
    [
      ['a.b.one', 'failed', ['passed', 'failed', 'passed']],
      ['a.b.two', 'passed', ['passed', 'passed', 'passed']],
    ],
  );
  const end = events.at(-1);
  assert.ok(end?.type === 'run:end');
  assert.equal(end.exitCode, 1);
  assert.equal(end.summary.total, 2);
});

test('the pretty report has a table of the checks whose verdict changes', async () => {
  const text = await render(pretty, await collected([good, bad, good]));
  assert.match(text, /changing verdicts\n {2}✓✗✓ {2}a\.b\.one\n(?! )/);
});

test('a repetition that was broken off is the last', async () => {
  const stopped = runOf([result('a.b.one', 'passed')], {exitCode: 130, aborted: 'interrupted'});
  const events = await collected([stopped, good]);
  assert.equal(events.filter(event => event.type === 'check:end').length, 1);
  const end = events.at(-1);
  assert.ok(end?.type === 'run:end');
  assert.equal(end.exitCode, 130);
});
