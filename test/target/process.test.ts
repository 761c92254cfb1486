import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import test from 'node:test';
import {groupLives} from '../../src/target/process/group.ts';
import type {Exit} from '../../src/target/target.ts';
import {tempFolders} from '../daemon/discovery/folder.ts';
import {assertGone, LISTEN, node, opened} from './started.ts';

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
