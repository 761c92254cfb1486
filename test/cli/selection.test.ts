import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'node:test';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest} from './plugtest.ts';

const faulty = ['demo', '--fault', 'handshake-activate-answers-404', '--reporter', 'json', '-i', 'volume'];

test('--last-failed runs only what failed or was blocked the last time, here and for this target', async t => {
  const cwd = temporaryFolder(t);
  const options = {cwd, env: {PLUGTEST_STATE_DIR: join(cwd, 'state')}};
  const fault = ['demo', '--fault', 'volume-get-missing', '--reporter', 'json'];
  const first = JSON.parse((await plugtest(fault, options)).stdout);
  const open = first.results.filter(({status}: {status: string}) => /failed|blocked/.test(status)).length;
  const again = JSON.parse((await plugtest([...fault, '--last-failed'], options)).stdout);
  assert.ok(open > 0 && open < first.summary.total);
  assert.equal(again.summary.total, open);
  const other = await plugtest(['demo', '--reporter', 'json', '--last-failed', '--select', 'x.*'], options);
  assert.equal(other.code, 2);
  assert.match(other.stderr, /exclude each other/);
});

test('--max-failures ends the run early and says so', async t => {
  const {code, stdout} = await plugtest([...faulty, '--max-failures', '1'], {cwd: temporaryFolder(t)});
  const report = JSON.parse(stdout);
  assert.equal(code, 1);
  assert.match(report.aborted, /stopped after 1 failures \(--max-failures\)/);
  assert.equal(report.results.length, report.summary.total);
});

test('the parts of --shard merge into what one run would have said', async t => {
  const cwd = temporaryFolder(t);
  const args = ['demo', '--select', 'volume.get.*', '--shuffle', '--seed', '7', '--reporter'];
  const whole = JSON.parse((await plugtest([...args, 'json'], {cwd})).stdout);
  for (const part of [1, 2]) {
    const {code, stderr} = await plugtest([...args, `jsonl=${part}.jsonl`, '--shard', `${part}/2`], {cwd});
    assert.equal(code, 0, stderr);
  }
  const {code, stdout} = await plugtest(['merge', '1.jsonl', '2.jsonl', '--reporter', 'json'], {cwd});
  const merged = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.deepEqual(merged.summary, whole.summary);
  const alone = await plugtest(['merge', '1.jsonl'], {cwd});
  assert.equal(alone.code, 1);
  assert.match(alone.stdout, /shard 2\/2 is missing/);
});

test('a file that holds no events, a bad shard and a repeat of zero are refused in one sentence', async t => {
  const cwd = temporaryFolder(t);
  for (const [args, message] of [
    [['merge', 'absent.jsonl'], /can't read "absent\.jsonl": there is no such file; expected/],
    [['demo', '--shard', '3/2'], /--shard expects PART\/PARTS/],
    [['demo', '--repeat', '0'], /--repeat expects a whole number from 1/],
  ] as const) {
    const {code, stderr} = await plugtest(args, {cwd});
    assert.equal(code, 2);
    assert.match(stderr, message);
  }
});

test('on GitHub a step gets annotations and a summary without asking', async t => {
  const cwd = temporaryFolder(t);
  const env = {GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'), CI: 'true'};
  const {code, stdout, stderr} = await plugtest([...faulty.slice(0, 3), '--reporter', 'tap'], {cwd, env});
  assert.equal(code, 1);
  assert.match(stdout, /^TAP version 13\n/);
  assert.match(stderr, /^::error title=handshake\.activate\.answers/m);
  assert.match(await readFile(join(cwd, 'summary.md'), 'utf8'), /not conformant/);
});
