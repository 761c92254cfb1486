import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {createPlugin} from '../../../fixtures/good/plugin.js';
import {createDocker} from '../../../src/daemon/daemon.ts';
import {defer} from '../../../src/daemon/locks.ts';
import {onePlugin} from '../../../src/daemon/plugins/folders.ts';

const driver = {driver: 'rec'};

async function open(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'plugtest-log-model-'));
  const socket = join(folder, 'p.sock');
  const state = join(folder, 'state');
  const plugin = createPlugin({socket, state, interfaces: ['logging']});
  await plugin.listen();
  const files: string[] = [];
  const docker = createDocker({
    plugins: onePlugin('rec', {kind: 'unix', path: socket}),
    onExchange: ({method, request}) => {
      const [, file] = /"File":"([^"]*)"/.exec(request.body.text) ?? [];
      if (method === 'LogDriver.StartLogging' && file !== undefined) files.push(file);
    },
  });
  t.after(async () => {
    await docker.dispose();
    await plugin.close();
    rmSync(folder, {recursive: true});
  });
  await docker.daemon.start();
  return {docker, plugin, files, socket, state};
}

test('What a container writes comes out of docker logs, byte by byte and stream by stream', async t => {
  const {docker} = await open(t);
  const web = await docker.run({log: driver});
  const long = 'x'.repeat(40_000);
  await web.log('stdout', `one\n\n${long}\n`);
  await web.log('stderr', Buffer.from([0xff, 0x00, 0x0d, 0x0a]));
  await web.log('stdout', 'no end');
  assert.equal((await web.stop()).ok, true);
  const {stdout, lines} = await web.logs();
  assert.equal(stdout, `one\n\n${long}\nno end`);
  const stderr = lines.filter(({source}) => source === 'stderr').map(({line}) => Buffer.from(line));
  assert.deepEqual(stderr, [Buffer.from([0xff, 0x00, 0x0d, 0x0a])]);
});

test('docker logs with tail, since, until and timestamps', async t => {
  const {docker} = await open(t);
  const output = () => [1, 2, 3].map(n => ({afterMs: 5, data: `line ${n}\n`}));
  const web = await docker.run({log: driver, program: {kind: 'exits', code: 0, output}});
  assert.equal(web.stdout, 'line 1\nline 2\nline 3\n');
  assert.equal((await web.logs({tail: 1})).stdout, 'line 3\n');
  const {lines, stdout} = await web.logs({timestamps: true});
  assert.match(stdout, /^\d{4}-\d\d-\d\dT[\d:]+\.\d{9}Z line 1\n/);
  const second = String(lines[1]?.time).replace(/(\d{9})$/, '.$1');
  assert.equal((await web.logs({since: second})).stdout, 'line 2\nline 3\n');
  assert.equal((await web.logs({until: second})).stdout, 'line 1\nline 2\n');
});

test('A follower gets lines as they come, and the end when the container stops', async t => {
  const {docker} = await open(t);
  const web = await docker.run({log: driver});
  await web.log('stdout', 'before\n');
  const seen = defer<void>();
  const onLine = ({line}: {readonly line: Uint8Array}) => {
    if (Buffer.from(line).toString() === 'after\n') seen.resolve();
  };
  const following = web.logs({follow: true, onLine});
  await web.log('stdout', 'after\n');
  await seen.promise;
  await web.stop();
  assert.equal((await following).stdout, 'before\nafter\n');
});

test('A restarted daemon with live-restore goes on with the same container in a new FIFO', async t => {
  const {docker, files} = await open(t);
  await docker.restartDaemon({liveRestore: true});
  const web = await docker.run({log: driver});
  await web.log('stdout', 'one\n');
  await docker.restartDaemon();
  await web.log('stdout', 'two\n');
  await web.stop();
  assert.equal((await web.logs()).stdout, 'one\ntwo\n');
  assert.equal(new Set(files).size, 3);
});

test('FIFOs are gone when the engine is', async t => {
  const {docker, files} = await open(t);
  await docker.run({log: driver});
  assert.equal(files.length, 1);
  const [file = ''] = files;
  await docker.dispose();
  assert.equal(readdirSync(join(file, '..')).includes(file.split('/').at(-1) ?? ''), false);
});

test('mode=non-blocking drops what does not fit and never makes the container wait', async t => {
  const {docker, plugin} = await open(t);
  const opts = {mode: 'non-blocking', 'max-buffer-size': '10k'};
  const web = await docker.run({log: {driver: 'rec', opts}});
  for (const {pipe} of plugin.logs?.streams.values() ?? []) pipe.pause();
  const line = `${'y'.repeat(999)}\n`;
  await web.log('stdout', line.repeat(2000));
  for (const {pipe} of plugin.logs?.streams.values() ?? []) pipe.resume();
  await web.stop();
  const kept = (await web.logs()).lines.length;
  assert.ok(kept > 10 && kept < 2000, String(kept));
});
