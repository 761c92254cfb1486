import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import type {CheckResult} from '../../src/core/events.ts';
import {run} from '../../src/run.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';

const skip = spawnSync('go', ['version']).status === 0 ? false : 'go is not installed';

test('A correct network driver on docker/go-plugins-helpers passes', {skip}, async t => {
  const results = await tryDriver(t, 'network');
  assertClean(results);
  const passed = results.filter(({id, status}) => id.startsWith('network.') && status === 'passed');
  assert.ok(passed.length >= 60, `${passed.length} checks passed`);
});

test('A correct IPAM driver on docker/go-plugins-helpers passes', {skip}, async t => {
  const results = await tryDriver(t, 'ipam');
  assertClean(results);
  const passed = results.filter(({id, status}) => id.startsWith('ipam.') && status === 'passed');
  assert.ok(passed.length >= 30, `${passed.length} checks passed`);
});

async function tryDriver(t: TestContext, kind: string): Promise<CheckResult[]> {
  const folder = temporaryFolder(t);
  const binary = join(folder, `sdk-go-${kind}`);
  execFileSync('go', ['build', '-buildvcs=false', '-o', binary, `./${kind}`], {cwd: 'fixtures/sdk-go'});
  const target = join(folder, `${kind}.sock`);
  const command = [binary, '-socket', target, '-root', join(folder, 'state')];
  const limits = {callTimeoutMs: 10_000, timeoutMs: 180_000};
  const results: CheckResult[] = [];
  for await (const event of run({target, command, engine: '29', level: 'MUST', ...limits}))
    if (event.type === 'check:end') results.push(event.result);
  return results;
}

/** Neither failures nor warnings. */
function assertClean(results: readonly CheckResult[]): void {
  const wrong = results.filter(({status}) => ['failed', 'errored', 'warned'].includes(status));
  assert.deepEqual(
    wrong.map(({id, message, actual}) => `${id}: ${message} (${actual})`),
    [],
  );
}
