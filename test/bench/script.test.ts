import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import test from 'node:test';

async function bench(...words: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench.ts', ...words]);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return {stdout, stderr, code};
}

test('The benchmarks of plugtest itself run, and give a line for each measurement', async () => {
  const {stdout, stderr, code} = await bench('--brief', 'startup', 'wire', 'growth', 'logs');
  assert.equal(code, 0, stderr);
  for (const what of ['start-up: first verdict', 'wire client, 2 at once', '20 volumes', 'log lines'])
    assert.match(stdout, new RegExp(`^\\| ${what}.* \\| \\S.* \\|`, 'm'));
  // whether a goal is held is for a quiet machine to say; that a figure came out is not
  assert.doesNotMatch(stdout, /NaN|undefined|Infinity/);
});

test('A room that is not there is wrong usage', async () => {
  const {stderr, code} = await bench('cellar');
  assert.equal(code, 2);
  assert.match(
    stderr,
    /there is no room cellar: expected startup, wire, run, growth, logs, docker, docker-logs/,
  );
});
