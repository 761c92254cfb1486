import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import type {CheckResult} from '../../src/core/events.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest} from './plugtest.ts';

/** One per interface, and those that show only on another engine, over TCP, with options or with a broken policy. */
const examples: Readonly<Record<string, string>> = {
  'handshake-second-activate-fails': 'handshake.activate.again',
  'volume-restart-drops-options': 'volume.restart.same-answers',
  'volume-list-null-entry': 'volume.listing.null-entry',
  'network-create-endpoint-gives-no-address': 'network.create-endpoint.gives-address',
  'ipam-request-pool-hangs': 'ipam.request-pool.succeeds',
  'authz-broken-policy-allows': 'authz.start.broken-policy',
  'logging-read-logs-zone-ignored': 'logging.read-logs.since-in-zone',
  'metrics-start-empty-27': 'metrics.start-metrics.succeeds',
  'transport-tcp-gzip-unmarked': 'transport.http.marks-compression',
};

for (const [fault, id] of Object.entries(examples)) {
  test(`What the page of ${id} says of ${fault} shows the failure`, async t => {
    const page = readFileSync(`docs/checks/${id}.md`, 'utf8');
    const command = page.split('\n').find(line => line.includes(` --fault ${fault}`));
    assert.ok(command);
    const words = command.trim().replaceAll("'", '').split(' ').slice(1);
    const quick = ['--sandbox', 'none', '--call-timeout', '2s', '--reporter', 'json'];
    const {stdout, stderr} = await plugtest([...words, ...quick], {cwd: temporaryFolder(t)});
    const {results}: {results: readonly CheckResult[]} = JSON.parse(stdout || '{"results": []}');
    const status = results.find(result => result.id === id)?.status ?? stderr;
    assert.ok(status === 'failed' || status === 'warned', status);
  });
}

test('Oddities of other interfaces are correct without a flag, and the flags that are given count', async t => {
  const cwd = temporaryFolder(t);
  const run = async (...args: readonly string[]) =>
    JSON.parse((await plugtest(['demo', ...args, '--sandbox', 'none', '--reporter', 'json'], {cwd})).stdout);
  const wants = ['--odd', 'network-options-required', '--select', 'network.create-network.succeeds'];
  assert.deepEqual((await run(...wants)).summary.passed, 1);
  const other = await run(
    '--interface',
    'ipam',
    '--engine',
    '26.1',
    '--select',
    'ipam.request-pool.succeeds',
  );
  assert.deepEqual(
    [other.plugin.implements, other.engine, other.summary.passed],
    [['IpamDriver'], '26.1', 1],
  );
});
