import assert from 'node:assert/strict';
import test from 'node:test';
import {ruleResult} from '../../src/core/results.ts';
import {RuleBook} from '../../src/core/rule-book.ts';
import type {Exchange} from '../../src/wire/exchange.ts';
import {anExchange, aRule, someFacts} from './_checks.ts';

const judging = {
  failing: 'MUST',
  repro: () => 'curl',
  keep: (exchange: Exchange) => exchange,
  sourcesOf: () => [],
} as const;
const only200 = (exchange: Exchange) =>
  exchange.response?.status === 200
    ? undefined
    : {message: '', expected: '200', actual: String(exchange.response?.status)};

function rowAfter(exchanges: readonly Exchange[]) {
  const book = new RuleBook([aRule('a.b.status', {judge: only200})]);
  for (const exchange of exchanges) book.judge(exchange);
  return book.records().map(record => ruleResult(record, judging, someFacts))[0];
}

function reasonOn(on: string | readonly string[]) {
  const [record] = new RuleBook([aRule('a.b.status', {on, judge: only200})]).records();
  return record && ruleResult(record, judging, {...someFacts, implements: ['VolumeDriver']}).message;
}

function withStatus(status: number, changes: Partial<Exchange> = {}): Exchange {
  const {response} = anExchange();
  return anExchange({...changes, response: response === null ? null : {...response, status}});
}

test('A rule passes when it saw exchanges and objected to none', () => {
  assert.equal(rowAfter([withStatus(200)])?.status, 'passed');
});

test('The first violation is reported, with its exchanges and a script', () => {
  const row = rowAfter([withStatus(200), withStatus(201, {id: 2}), withStatus(204, {id: 3})]);
  assert.equal(row?.status, 'failed');
  assert.deepEqual([row?.actual, row?.message, row?.repro], ['201', 'It did not work.', 'curl']);
  assert.deepEqual(
    row?.exchanges.map(({id}) => id),
    [2, 3],
  );
});

test('A rule that no exchange concerned is not applicable', () => {
  assert.equal(rowAfter([withStatus(500, {method: 'NetworkDriver.Join'})])?.status, 'not-applicable');
});

test('A rule of an interface that the plugin does not offer says so, as its checks do', () => {
  const networks = 'Plugin.Activate does not name NetworkDriver (it names VolumeDriver)';
  assert.equal(reasonOn('NetworkDriver.*'), networks);
  assert.equal(reasonOn(['NetworkDriver.Join', 'NetworkDriver.Leave']), networks);
  assert.equal(
    reasonOn('AuthZPlugin.AuthZReq'),
    'Plugin.Activate does not name authz (it names VolumeDriver)',
  );
  assert.equal(reasonOn('VolumeDriver.Get'), 'no exchange of this run is concerned (VolumeDriver.Get)');
  assert.equal(
    reasonOn(['VolumeDriver.Get', 'NetworkDriver.Join']),
    'no exchange of this run is concerned (VolumeDriver.Get, NetworkDriver.Join)',
  );
  assert.equal(reasonOn('*'), 'no exchange of this run is concerned (*)');
});

test('Probes, which no dockerd sends, are not judged', () => {
  assert.equal(rowAfter([withStatus(500, {probe: true})])?.status, 'not-applicable');
});
