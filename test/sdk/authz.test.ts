import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {join} from 'node:path';
import test from 'node:test';
import type {CheckResult, RunEvent} from '../../src/core/events.ts';
import {run} from '../../src/run.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';

const skip = spawnSync('go', ['version']).status === 0 ? false : 'go is not installed';

test('A correct authorization plugin on docker/go-plugins-helpers passes', {skip}, async t => {
  const folder = temporaryFolder(t);
  const binary = join(folder, 'sdk-go-authz');
  execFileSync('go', ['build', '-buildvcs=false', '-o', binary, './authz'], {cwd: 'fixtures/sdk-go'});
  const target = join(folder, 'authz.sock');
  const limits = {callTimeoutMs: 10_000, timeoutMs: 120_000};
  const events: RunEvent[] = [];
  const options = {target, command: [binary, '-socket', target], engine: '29', level: 'MUST' as const};
  for await (const event of run({...options, ...limits})) events.push(event);
  const results = events.flatMap(event => (event.type === 'check:end' ? [event.result] : []));
  const wrong = results.filter(({status}) => status === 'failed' || status === 'errored');
  assert.deepEqual(wrong.map(lineOf), []);
  // it denies privileged containers, and leaves another way to the same open
  const warned = results.filter(({status}) => status === 'warned').map(({id}) => id);
  assert.deepEqual(warned, ['authz.equivalents.other-ways']);
  const hunted = results.filter(({id, status}) => id.startsWith('authz.bypass.') && status === 'passed');
  assert.ok(hunted.length >= 5, hunted.map(({id}) => id).join());
});

function lineOf({id, message, actual}: CheckResult): string {
  return `${id}: ${message} (${actual})`;
}
