import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {text} from 'node:stream/consumers';
import test from 'node:test';
import {validateReport} from '../../src/schema/report.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest, startPlugtest} from './plugtest.ts';

const demo = ['demo', '--select', 'handshake.*'];
const program = resolve('bin/plugtest');

function reportIn(file: string): {exitCode: number; aborted?: string; results: unknown[]} {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  assert.deepEqual(validateReport(report), []);
  return report;
}

test('a report file that breaks in the middle is named, and the run goes on', async t => {
  if (!existsSync('/dev/full')) return t.skip('this system has no /dev/full');
  const reporters = ['--reporter', 'tap', '--reporter', 'json=/dev/full'];
  const {code, stdout, stderr} = await plugtest([...demo, ...reporters]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, 'plugtest: the json report failed: can\'t write "/dev/full": the disk is full\n');
  assert.match(stdout, /\n1\.\.\d+\n$/);
});

test('a disk that gets full costs the reports on it alone; what was kept can be merged', async t => {
  const cwd = temporaryFolder(t);
  mkdirSync(join(cwd, 'disk'));
  const inNamespace = (script: string) =>
    spawnSync('unshare', ['--mount', 'sh', '-ec', `mount -t tmpfs -o size=512k none disk; ${script}`], {
      cwd,
      encoding: 'utf8',
    });
  const attempt = inNamespace('true');
  if (attempt.status !== 0) return t.skip(`no mounts in a namespace of its own: ${attempt.stderr ?? ''}`);
  const run = `"${program}" demo --reporter tap=r.tap --reporter jsonl=disk/r.jsonl --reporter json=r.json`;
  const {status, stderr} = inNamespace(`${run}; cp disk/r.jsonl .`);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, 'plugtest: the jsonl report failed: can\'t write "disk/r.jsonl": the disk is full\n');
  assert.equal(reportIn(join(cwd, 'r.json')).exitCode, 0);
  assert.match(readFileSync(join(cwd, 'r.tap'), 'utf8'), /\n1\.\.\d+\n$/);
  const merged = await plugtest(['merge', 'r.jsonl', '--reporter', 'json=merged.json'], {cwd});
  assert.equal(merged.code, 4, 'the end of the run is missing');
  assert.equal(reportIn(join(cwd, 'merged.json')).exitCode, 4);
});

test('a report folder that is removed during the run is told, and the other reports are complete', async t => {
  const cwd = temporaryFolder(t);
  mkdirSync(join(cwd, 'gone'));
  const reporters = ['tap', 'jsonl=gone/r.jsonl', 'html=gone/r.html', 'json=r.json'];
  const child = startPlugtest(['demo', ...reporters.flatMap(word => ['--reporter', word])], {cwd});
  const [stderr] = await Promise.all([
    text(child.stderr),
    once(child.stdout, 'data').then(() => rmSync(join(cwd, 'gone'), {recursive: true})),
    once(child, 'close'),
  ]);
  assert.equal(child.exitCode, 0, stderr);
  for (const name of ['jsonl', 'html'])
    assert.ok(
      stderr.includes(
        `plugtest: the ${name} report failed: can't write "gone/r.${name}": it was removed during the run\n`,
      ),
      stderr,
    );
  assert.equal(stderr.split('\n').length, 3, stderr);
  assert.equal(reportIn(join(cwd, 'r.json')).exitCode, 0);
});

test('a reader that goes away in the middle of a run leaves the exit code as it was, and nothing behind', async t => {
  const cwd = temporaryFolder(t);
  for (const name of ['tmp', 'state']) mkdirSync(join(cwd, name));
  const env = {...process.env, TMPDIR: join(cwd, 'tmp'), PLUGTEST_STATE_DIR: join(cwd, 'state')};
  const run = `"${program}" ${demo.join(' ')} --reporter pretty --reporter json=r.json 2>stderr`;
  const script = `{ ${run}; echo $? >code; } | head -n 1 >line; cat`;
  const shell = spawn('bash', ['-c', script], {cwd, env});
  // `head` ends at once, but the shell waits for both sides of the pipe
  shell.stdin.end();
  await once(shell, 'close');
  const content = (name: string) => readFileSync(join(cwd, name), 'utf8');
  assert.deepEqual([content('code'), content('stderr')], ['0\n', '']);
  assert.match(content('line'), /^[^\n]*\n$/);
  assert.equal(reportIn(join(cwd, 'r.json')).exitCode, 0);
  assert.deepEqual(readdirSync(join(cwd, 'tmp')), []);
  assert.deepEqual(readdirSync(join(cwd, 'state/journals')), []);
});

test('a program that reads a report slowly gets all of it, and the run does not wait', async t => {
  const cwd = temporaryFolder(t);
  const pipe = join(cwd, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  // reads nothing until its stdin ends, which is when the run is over
  const reader = spawn('sh', ['-c', 'exec 3<pipe; cat; cat <&3 >r.jsonl'], {cwd});
  // a reader of its own, should the other be late: a pipe that nobody reads is refused
  const run = `exec 3<>pipe; exec "${process.execPath}" "${program}" ${demo.join(' ')} --reporter tap --reporter jsonl=pipe`;
  const child = spawn('bash', ['-c', run], {cwd});
  let tap = '';
  for await (const chunk of child.stdout) {
    tap += chunk;
    if (/\n1\.\.\d+\n$/.test(tap)) reader.stdin.end();
  }
  await Promise.all([child.exitCode ?? once(child, 'close'), reader.exitCode ?? once(reader, 'close')]);
  assert.equal(child.exitCode, 0);
  const lines = readFileSync(join(cwd, 'r.jsonl'), 'utf8').trimEnd().split('\n');
  assert.equal(JSON.parse(lines.at(-1) ?? '').type, 'run:end');
});

test('a run that is interrupted does not wait for a reader of its report that reads nothing', async t => {
  // rows of all engines are far more than a pipe holds
  const child = startPlugtest(['demo', '--engine', 'all', '--reporter', 'jsonl'], {cwd: temporaryFolder(t)});
  t.after(() => child.kill('SIGKILL'));
  child.stdin.end();
  await once(child.stdout, 'data');
  child.stdout.pause();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 143);
});

test('a run that takes longer than --timeout ends with code 1, and its reports are complete up to there', async t => {
  const cwd = temporaryFolder(t);
  const hangs = ['demo', '--fault', 'handshake-activate-hangs', '--call-timeout', '2m', '--timeout', '2s'];
  const reporters = ['tap', 'json=r.json', 'jsonl=r.jsonl', 'junit=r.xml'];
  const {code, stdout, stderr} = await plugtest(
    [...hangs, ...reporters.flatMap(word => ['--reporter', word])],
    {cwd},
  );
  assert.deepEqual({code, stderr}, {code: 1, stderr: ''});
  assert.match(stdout, /\nBail out! the run took longer than 2 s \(--timeout\)\n$/);
  const {aborted, results} = reportIn(join(cwd, 'r.json'));
  assert.match(aborted ?? '', /--timeout/);
  assert.equal(stdout.match(/^(not )?ok /gm)?.length, results.length, 'every check is in every report');
  assert.match(readFileSync(join(cwd, 'r.xml'), 'utf8'), /<\/testsuites>\s*$/);
  const merged = await plugtest(['merge', 'r.jsonl', '--reporter', 'json'], {cwd});
  assert.equal(merged.code, 1);
  assert.equal(JSON.parse(merged.stdout).results.length, results.length);
});
