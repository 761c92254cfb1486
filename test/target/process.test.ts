import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import process from 'node:process';
import type {TestContext} from 'node:test';
import test from 'node:test';
import {type OpenTargetOptions, openTarget} from '../../src/target/open-target.ts';
import {groupLives} from '../../src/target/process/group.ts';
import type {Exit, ProcessControl} from '../../src/target/target.ts';
import {UnreachableError, UsageError} from '../../src/util/errors.ts';
import {probe} from '../../src/wire/probe.ts';
import {tempFolders} from '../daemon/discovery/folder.ts';

const LISTEN = `const fs = require('fs'); const path = process.argv[1];
fs.rmSync(path, {force: true});
require('net').createServer(s => s.destroy()).listen(path, () => console.log('listening'));`;

const node = (script: string, ...args: string[]) => [process.execPath, '-e', script, ...args];

async function opened(t: TestContext, text: string, options: OpenTargetOptions): Promise<ProcessControl> {
  const {control} = await openTarget(text, options);
  assert.ok(control);
  t.after(() => control.dispose());
  return control;
}

async function failure(text: string, options: OpenTargetOptions): Promise<UsageError | UnreachableError> {
  const error = await openTarget(text, options).then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof UsageError || error instanceof UnreachableError, String(error));
  return error;
}

const accepts = async (path: string) => (await probe({kind: 'unix', path})).ok;

function assertGone(pid: number): void {
  assert.equal(groupLives(pid), false, `process group ${pid} is gone`);
}

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

test('An unexpected end is told at once with the last lines, a requested one is not', async t => {
  const path = tempFolders(t).path('p.sock');
  const crashing = `${LISTEN} process.on('SIGUSR2', () => { console.error('panic: boom'); process.exit(7); });`;
  const control = await opened(t, path, {command: node(crashing, path)});
  const ends: [Exit, string | undefined][] = [];
  const told = new Promise<void>(resolve => {
    control.onUnexpectedExit((exit, lines) => {
      ends.push([exit, lines.at(-1)]);
      resolve();
    });
  });
  process.kill(control.pid ?? 0, 'SIGUSR2');
  await told;
  assert.equal(control.running, false);
  await control.start();
  await control.stop();
  await control.start();
  await control.kill();
  assert.deepEqual(ends, [[{code: 7, signal: null}, 'panic: boom']]);
});

test('What the plugin forks is killed with it, also when the plugin itself dies first', async t => {
  const f = tempFolders(t);
  const path = f.path('p.sock');
  const forking = `require('child_process').spawn('sleep', ['100'], {stdio: 'inherit'}); ${LISTEN}`;
  const control = await opened(t, path, {command: node(forking, path)});
  const first = control.pid ?? 0;
  const told = new Promise<void>(resolve => control.onUnexpectedExit(() => resolve()));
  process.kill(first, 'SIGKILL');
  await told;
  assertGone(first);
  await control.start();
  const second = control.pid ?? 0;
  await control.dispose();
  assertGone(second);
});

test('A plugin that ignores SIGTERM is not stopped in time, and disposal kills it', async t => {
  const path = tempFolders(t).path('p.sock');
  const stubborn = `process.on('SIGTERM', () => {}); ${LISTEN}`;
  const control = await opened(t, path, {command: node(stubborn, path)});
  const pid = control.pid ?? 0;
  assert.equal(await control.stop({timeoutMs: 100}), null);
  assert.equal(control.running, true);
  await control.kill();
  assertGone(pid);
});

test('Output is bounded: the last 200 lines, each cut at 8 KiB, also without any newline', async t => {
  const path = tempFolders(t).path('p.sock');
  const chatty = `for (let i = 0; i < 5000; i++) console.log('line ' + i);
    process.stdout.write('x'.repeat(5e6) + '\\n'); process.stdout.write('end', () => { ${LISTEN} });`;
  const control = await opened(t, path, {command: node(chatty, path)});
  const lines = control.output();
  assert.equal(lines.length, 200);
  const long = lines.find(line => line.startsWith('xxx')) ?? '';
  assert.ok(long.length < 8300 && long.endsWith('… (cut)'));
  assert.ok(lines.includes('line 4999') && !lines.includes('line 4000'));
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

test('A process that ends without disposing takes its plugin with it', async t => {
  const path = tempFolders(t).path('p.sock');
  const module = new URL('../../src/target/open-target.ts', import.meta.url).href;
  const script = `import {openTarget} from '${module}';
    const target = await openTarget(${JSON.stringify(path)}, {command: ${JSON.stringify(node(LISTEN, path))}});
    console.log(target.control.pid); setTimeout(() => { throw new Error('crash'); });`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'ignore']});
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  await once(child, 'close');
  const pid = Number(output);
  assert.ok(pid > 0);
  // The kernel delivers SIGKILL without waiting for us.
  while (groupLives(pid)) await new Promise(resolve => setImmediate(resolve));
});

test('A service is restarted with its own command, which may leave it running, and never stopped', async t => {
  const f = tempFolders(t);
  const path = f.path('p.sock');
  const service = await opened(t, path, {command: node(LISTEN, path)});
  const script = f.file('service.js', LISTEN);
  const restart = `kill ${service.pid}
    ${process.execPath} -e "$(cat ${script})" ${path} & echo $! > ${f.path('pid')}`;
  const control = await opened(t, path, {restartCommand: restart});
  assert.equal(control.kind, 'restart-command');
  assert.equal(await control.stop(), null);
  await control.start();
  const restarted = Number(readFileSync(f.path('pid'), 'utf8'));
  t.after(() => process.kill(restarted, 'SIGKILL'));
  await control.dispose();
  assert.ok(restarted !== service.pid && (await accepts(path)), 'the service outlives the target');
});

test('A restart command that fails is named with its output', async t => {
  const path = await tempFolders(t).socket('p.sock');
  const control = await opened(t, path, {restartCommand: 'echo no such unit; exit 5'});
  await assert.rejects(control.start(), {
    code: 'RESTART_FAILED',
    message: /ended with exit code 5.*\n {2}\| no such unit/s,
  });
});
