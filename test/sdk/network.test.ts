import assert from 'node:assert/strict';
import test from 'node:test';
import type {CheckResult} from '../../src/core/events.ts';
import {noNamespaces} from '../helpers/namespaces.ts';
import {lineOf, skipWithoutGo as skip, tryDriver} from '../helpers/sdk-driver.ts';

test('A correct network driver on docker/go-plugins-helpers passes', {skip}, async t => {
  const {results} = await tryDriver(t, 'network');
  assertClean(results);
  const passed = results.filter(({id, status}) => id.startsWith('network.') && status === 'passed');
  assert.ok(passed.length >= 60, `${passed.length} checks passed`);
});

test('The network driver with real bridges and pairs passes every check with real containers', {
  skip: skip || noNamespaces,
}, async t => {
  const {results} = await tryDriver(t, 'network', {args: ['-links', 'real'], sandbox: 'netns'});
  assertClean(results);
  const inside = results.filter(({id}) => id.startsWith('network.sandbox.'));
  assert.deepEqual(
    inside.flatMap(({id, status}) => (status === 'passed' ? [] : `${id}: ${status}`)),
    // it has no option for the MTU
    ['network.sandbox.mtu: not-applicable'],
  );
});

test('A correct IPAM driver on docker/go-plugins-helpers passes', {skip}, async t => {
  const {results} = await tryDriver(t, 'ipam');
  assertClean(results);
  const passed = results.filter(({id, status}) => id.startsWith('ipam.') && status === 'passed');
  assert.ok(passed.length >= 30, `${passed.length} checks passed`);
});

/** The SDK answers Plugin.Activate itself, so that a driver on it keeps the host ports of endpoints that died with dockerd. */
const known = 'network.daemon.crash-containers-return';

/** Neither failures nor warnings but the known one. */
function assertClean(results: readonly CheckResult[]): void {
  const wrong = results.filter(
    ({id, status}) => ['failed', 'errored', 'warned'].includes(status) && id !== known,
  );
  assert.deepEqual(wrong.map(lineOf), []);
}
