import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import test from 'node:test';
import {openTarget} from '../../src/target/open-target.ts';
import {tempFolders} from '../daemon/discovery/folder.ts';
import {accepts, assertGone, failure, LISTEN, node, opened} from './started.ts';

test('A started plugin is waited for, stopped, started again, killed and disposed of', async t => {
  const path = tempFolders(t).path('p.sock');
  const control = await opened(t, path, {command: node(LISTEN, path)});
  const first = control.pid;
  assert.ok(first !== null && control.running && control.kind === 'spawned');
  assert.deepEqual(await control.stop(), {code: null, signal: 'SIGTERM'});
  assert.deepEqual([control.running, control.pid, await accepts(path)], [false, null, false]);
  await control.start();
  assert.ok(control.pid !== null && control.pid !== first && (await accepts(path)));
  await control.kill();
  assert.equal(await accepts(path), false);
  await control.start();
  const last = control.pid;
  await control.dispose();
  assertGone(last);
  await control.dispose();
});

test('A left-over socket file does not count as ready', async t => {
  const f = tempFolders(t);
  const path = await f.staleSocket('p.sock');
  const late = `setTimeout(() => { ${LISTEN} }, 150);`;
  await opened(t, path, {command: node(late, path)});
  assert.ok(await accepts(path));
});

test('A plugin that answers already is not mistaken for the command', async t => {
  const path = await tempFolders(t).socket('p.sock');
  const error = await failure(path, {command: node(LISTEN, path)});
  assert.deepEqual([error.code, error.exitCode], ['COMMAND_PLACE_TAKEN', 2]);
});

test('A spec file or a plugin folder that the command itself fills is waited for', async t => {
  const f = tempFolders(t);
  const socket = f.path('run/vol.sock');
  const control = await opened(t, 'vol', {command: node(LISTEN, socket), pluginDir: f.sockets});
  await control.dispose();
  const writesSpec = `require('fs').writeFileSync(process.argv[2], 'unix://' + process.argv[1]);${LISTEN}`;
  await opened(t, f.path('etc/p.spec'), {command: node(writesSpec, socket, f.path('etc/p.spec'))});
});

test('A command that ends before it listens is reported at once with its last lines', async t => {
  const path = tempFolders(t).path('p.sock');
  const startedAt = performance.now();
  const error = await failure(path, {command: ['sh', '-c', 'echo "no \x1b[31mconfig" >&2; exit 3']});
  assert.ok(performance.now() - startedAt < 3000);
  assert.deepEqual([error.code, error.exitCode], ['COMMAND_ENDED', 3]);
  assert.match(error.message, /ended with exit code 3 before .*p\.sock accepted/);
  assert.match(error.message, /\n {2}\| no \\u001b\[31mconfig$/);
});

test('A command that goes into the background is told to stay in the foreground', async t => {
  const error = await failure(tempFolders(t).path('p.sock'), {command: ['sh', '-c', 'sleep 100 & exit 0']});
  assert.match(error.message, /ended with exit code 0 .*: let it stay in the foreground/);
});

test('A command that never listens is given up after the time-out and leaves nothing behind', async t => {
  const f = tempFolders(t);
  const path = f.path('p.sock');
  const command = ['sh', '-c', `echo $$ > ${f.path('pid')}; echo waiting; exec sleep 100`];
  const error = await failure(path, {command, readyTimeoutMs: 300});
  assert.deepEqual([error.code, error.exitCode], ['COMMAND_NOT_READY', 3]);
  assert.match(error.message, /after 0\.3 s nothing accepts at .*p\.sock/);
  assert.match(error.message, /\| waiting/);
  assertGone(Number(readFileSync(f.path('pid'), 'utf8')));
});

test('A command that is missing or not executable is wrong usage', async t => {
  const f = tempFolders(t);
  const missing = await failure(f.path('p.sock'), {command: ['plugtest-no-such-program']});
  assert.deepEqual([missing.code, missing.exitCode], ['COMMAND_NOT_STARTED', 2]);
  assert.match(missing.message, /^command not found: plugtest-no-such-program: /);
  const plain = await failure(f.path('p.sock'), {command: [f.file('plain', '')]});
  assert.match(plain.message, /plain can't be executed: make it executable/);
});

test('An interrupted wait ends the command', async t => {
  const f = tempFolders(t);
  const aborter = new AbortController();
  const command = ['sh', '-c', `echo $$ > ${f.path('pid')}; exec sleep 100`];
  const opening = openTarget(f.path('p.sock'), {command, signal: aborter.signal});
  while (!existsSync(f.path('pid')) || readFileSync(f.path('pid'), 'utf8') === '') {
    await new Promise(resolve => setImmediate(resolve));
  }
  aborter.abort(new Error('interrupted by test'));
  await assert.rejects(opening, /interrupted by test/);
  assertGone(Number(readFileSync(f.path('pid'), 'utf8')));
});
