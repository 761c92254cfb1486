import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {Leftovers} from '../../src/run/leftovers.ts';
import type {Exchange} from '../../src/wire/exchange.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';

test('A pool that was asked for twice and given back once still stands in the journal', t => {
  const file = join(temporaryFolder(t), 'run.jsonl');
  const journal = new Leftovers({file, ownerPid: process.pid}, {target: './p.sock', workingFolder: '/'});
  const exchange = (method: string, request: object, reply: object) =>
    // what the journal reads of an exchange
    ({
      method,
      request: {body: {text: JSON.stringify(request)}},
      response: {status: 200, body: {text: JSON.stringify(reply)}},
    }) as unknown as Exchange;
  journal.afterExchange(exchange('IpamDriver.RequestPool', {}, {PoolID: 'p1'}));
  journal.afterExchange(exchange('IpamDriver.RequestPool', {}, {PoolID: 'p1'}));
  journal.afterExchange(exchange('IpamDriver.ReleasePool', {PoolID: 'p1'}, {}));
  journal.afterExchange(exchange('IpamDriver.RequestPool', {}, {Err: 'full'}));
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => JSON.parse(line));
  assert.deepEqual(
    lines.map(({op, key}) => `${op} ${key}`),
    ['made pool p1', 'made pool p1 (2)', 'gone pool p1 (2)'],
  );
});
