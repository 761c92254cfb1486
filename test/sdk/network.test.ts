import assert from 'node:assert/strict';
import test from 'node:test';
import type {CheckResult} from '../../src/core/events.ts';
import {lineOf, skipWithoutGo as skip, tryDriver} from '../helpers/sdk-driver.ts';

test('A correct network driver on docker/go-plugins-helpers passes', {skip}, async t => {
  const {results} = await tryDriver(t, 'network');
  assertClean(results);
  const passed = results.filter(({id, status}) => id.startsWith('network.') && status === 'passed');
  assert.ok(passed.length >= 60, `${passed.length} checks passed`);
});

test('A correct IPAM driver on docker/go-plugins-helpers passes', {skip}, async t => {
  const {results} = await tryDriver(t, 'ipam');
  assertClean(results);
  const passed = results.filter(({id, status}) => id.startsWith('ipam.') && status === 'passed');
  assert.ok(passed.length >= 30, `${passed.length} checks passed`);
});

/** Neither failures nor warnings. */
function assertClean(results: readonly CheckResult[]): void {
  const wrong = results.filter(({status}) => ['failed', 'errored', 'warned'].includes(status));
  assert.deepEqual(wrong.map(lineOf), []);
}
