import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {mountPoints, type ProcessUsage, usageOf} from '../../src/target/process/usage.ts';

const hasProc = process.platform === 'linux';

test('A process, its children and their open files are counted', {
  skip: !hasProc && 'there is no /proc',
}, async t => {
  const script = "require('child_process').spawn('sleep', ['60']).on('spawn', () => console.log('up'))";
  const child = spawn(process.execPath, ['-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = child.pid ?? 0;
  t.after(() => process.kill(-pid, 'SIGKILL'));
  await once(child.stdout, 'data');
  const usage = usageOf(pid);
  assert.equal(usage?.processes, 2);
  assert.ok((usage?.files ?? 0) > 6);
  assert.ok(usage?.mounts.includes('/proc'));
});

test('Children that have ended and that nobody has waited for are counted apart', {
  skip: !hasProc && 'there is no /proc',
}, async t => {
  // the shell waits for nobody once it has become another program; its child ends when the pipe does, not before
  const child = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60 3<&-'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const pid = child.pid ?? 0;
  t.after(() => process.kill(-pid, 'SIGKILL'));
  assert.ok(child.stdout);
  const [line] = await once(child.stdout, 'data');
  while (readFileSync(`/proc/${pid}/comm`, 'utf8') !== 'sleep\n') await new Promise(setImmediate);
  child.stdio[3]?.destroy();
  while (!hasEnded(Number(String(line)))) await new Promise(setImmediate);
  assert.deepEqual(counts(usageOf(pid)), {processes: 1, zombies: 1});
});

function hasEnded(pid: number): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}

function counts(usage: ProcessUsage | null) {
  return {processes: usage?.processes, zombies: usage?.zombies};
}

test('A process that is gone has no usage', () => {
  assert.equal(usageOf(2 ** 22 + 1), null);
});

test('Mount points are read with their octal escapes', () => {
  const line = '36 35 98:0 /mnt1 /srv/my\\040data\\134x rw,noatime master:1 - ext3 /dev/root rw\n';
  assert.deepEqual(mountPoints(line), ['/srv/my data\\x']);
});
