import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {createPlugin} from '../../fixtures/good/plugin.js';
import type {RunEvent} from '../../src/core/events.ts';
import {run} from '../../src/run.ts';

async function eventsAs(engine: string): Promise<RunEvent[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-engines-'));
  const socket = join(folder, 'x.sock');
  const plugin = createPlugin({socket, state: join(folder, 'state')});
  await plugin.listen();
  const events: RunEvent[] = [];
  try {
    const options = {target: socket, engine, level: 'MUST', callTimeoutMs: 5000, timeoutMs: 60_000} as const;
    for await (const event of run({...options, select: ['handshake.activate.answers']})) events.push(event);
  } finally {
    await plugin.close();
    await rm(folder, {recursive: true, force: true});
  }
  return events;
}

const rows = (events: readonly RunEvent[]) =>
  events.flatMap(event => (event.type === 'check:end' ? [event.result] : []));
const hosts = (events: readonly RunEvent[]) =>
  events.flatMap(event =>
    event.type === 'exchange' ? [event.exchange.request.headers.find(([name]) => name === 'Host')?.[1]] : [],
  );

test('A run over several engines gives a row for each, and sends what each sends', async () => {
  const events = await eventsAs('20.10,29');
  assert.deepEqual(
    rows(events).map(({id, engine, status}) => [id, engine, status]),
    [
      ['handshake.activate.answers', '20.10', 'passed'],
      ['handshake.activate.answers', '29', 'passed'],
    ],
  );
  assert.deepEqual([...new Set(hosts(events))], ['', 'plugin.moby.localhost']);
  const ids = events.flatMap(event => (event.type === 'exchange' ? [event.exchange.id] : []));
  assert.deepEqual(
    ids,
    ids.map((_, index) => index + 1),
  );
});

test('A run over all engines has eight; one over a single engine does not name it in its rows', async () => {
  assert.equal(rows(await eventsAs('all')).length, 8);
  assert.deepEqual(
    rows(await eventsAs('29')).map(({engine}) => engine),
    [undefined],
  );
});
