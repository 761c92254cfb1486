import assert from 'node:assert/strict';
import {once} from 'node:events';
import {access, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {plugtest, startPlugtest} from './plugtest.ts';

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-run-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  return folder;
}

test('the demo passes and writes every report that was asked for', async t => {
  const cwd = await temporaryFolder(t);
  const reporters = ['pretty', 'json=r.json', 'jsonl=r.jsonl', 'tap=r.tap'].flatMap(word => [
    '--reporter',
    word,
  ]);
  const {code, stdout, stderr} = await plugtest(['demo', ...reporters], {cwd});
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /conformant at level MUST/);
  const report = JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8'));
  assert.equal(report.exitCode, 0);
  assert.equal(report.results.length, report.summary.total);
  const lines = (await readFile(join(cwd, 'r.jsonl'), 'utf8')).trimEnd().split('\n');
  assert.equal(JSON.parse(lines.at(-1) ?? '').type, 'run:end');
  assert.match(await readFile(join(cwd, 'r.tap'), 'utf8'), new RegExp(`\n1\\.\\.${report.summary.total}\n$`));
  await assert.rejects(access(join(cwd, 'plugtest-repro')), 'no failure, no scripts');
});

test('a faulty plugin gives exit code 1, the failure in full, and a script that repeats it', async t => {
  const cwd = await temporaryFolder(t);
  const args = ['demo', '--fault', 'handshake-activate-answers-404', '--reporter', 'pretty'];
  const {code, stdout} = await plugtest(args, {cwd});
  assert.equal(code, 1, stdout);
  assert.match(stdout, /✗ handshake\.activate\.answers +MUST[\s\S]*in docker[\s\S]*mend[\s\S]*source/);
  assert.match(stdout, /repeat +plugtest demo --fault handshake-activate-answers-404 --engine 29 --select/);
  assert.match(stdout, /fix first[\s\S]*not conformant \(exit code 1\)/);
  assert.match(await readFile(join(cwd, 'plugtest-repro/handshake.activate.answers.sh'), 'utf8'), /curl/);
});

test('SIGINT and SIGTERM end the run with complete reports and exit codes 130 and 143', async t => {
  const cwd = await temporaryFolder(t);
  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const args = ['demo', '--fault', 'handshake-activate-hangs', '--call-timeout', '2m', '--reporter', 'tap'];
    const child = startPlugtest([...args, '--reporter', `json=${signal}.json`], {cwd});
    let stdout = '';
    child.stdout.on('data', chunk => {
      stdout += chunk;
    });
    await once(child.stdout, 'data');
    child.kill(signal);
    const [code] = await once(child, 'close');
    assert.equal(code, expected, stdout);
    assert.match(stdout, new RegExp(`Bail out! .*${signal}`));
    const report = JSON.parse(await readFile(join(cwd, `${signal}.json`), 'utf8'));
    assert.equal(report.exitCode, expected);
  }
});

test('a plugin that was never reachable gives exit code 3 and complete reports', async t => {
  const cwd = await temporaryFolder(t);
  const {code, stdout, stderr} = await plugtest(['./absent.sock', '--reporter', 'json'], {cwd});
  assert.equal(code, 3);
  assert.equal(stderr, '');
  const report = JSON.parse(stdout);
  assert.match(report.aborted, /there is no socket at \.\/absent\.sock/);
  assert.equal(report.results.length, report.summary.total);
});

test('a word that is no plugin but nearly a command gets a hint', async () => {
  const {code, stderr} = await plugtest(['lsit', '--reporter', 'tap']);
  assert.equal(code, 3);
  assert.match(stderr, /Did you mean the command `plugtest list`\?/);
});

test('passwords in addresses and driver options reach no report', async t => {
  const cwd = await temporaryFolder(t);
  for (const reporter of ['pretty', 'tap', 'json', 'jsonl']) {
    const args = [
      'tcp://me:hunter2@127.0.0.1:1',
      '--reporter',
      reporter,
      '--',
      'true',
      '--url',
      'http://me:hunter2@h/',
    ];
    const {code, stdout, stderr} = await plugtest(args, {cwd});
    assert.equal(code, 3, stdout + stderr);
    assert.doesNotMatch(stdout + stderr, /hunter2/, reporter);
  }
});

test('a plugin that is only ever managed is tested without Plugin.Activate, which it does not know', async t => {
  const cwd = await temporaryFolder(t);
  const args = ['demo', '--fault', 'handshake-activate-answers-404', '--managed', '--reporter', 'tap'];
  const chosen = ['--select', 'volume.daemon.restart-keeps-volumes', '--select', 'transport.start.same-path'];
  const without = await plugtest(['demo', '--managed', ...chosen], {cwd});
  assert.equal(without.code, 2, without.stdout);
  assert.match(without.stderr, /--managed needs --interface NAME/);
  const {code, stdout} = await plugtest([...args, ...chosen, '--interface', 'volume'], {cwd});
  assert.equal(code, 0, stdout);
  assert.doesNotMatch(stdout, /Plugin\.Activate|blocked|handshake/);
});
