import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {tempFolders} from '../daemon/discovery/folder.ts';
import {accepts, LISTEN, node, opened} from './started.ts';

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
