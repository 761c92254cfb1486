import assert from 'node:assert/strict';
import test from 'node:test';
import {createClock} from '../../src/daemon/clock.ts';
import {scriptedPlugin, startDocker, take} from './_plugin.ts';

test('A daemon that is stopped during a call waits five seconds from 24.0 on, earlier ones go at once', async t => {
  for (const [engine, waits] of [
    ['20.10', false],
    ['28.5', true],
  ] as const) {
    const plugin = await scriptedPlugin(t);
    const docker = await startDocker(t, plugin, {engine, clock: createClock(20)});
    await docker.volumes.ls();
    plugin.next.set('Create', ['hang']);
    const made = docker.volumes.create({name: 'v1', driver: 'rec'});
    while (!plugin.calls.includes('Create v1')) await new Promise(setImmediate);
    const clock = createClock(20);
    await docker.daemon.end();
    assert.equal(clock.now() >= 4_500, waits, `${engine}: ${clock.now()} ms`);
    assert.match((await made).stderr, /^error during connect: Post ".*\/volumes\/create": EOF\n$/);
  }
});

test('An Unmount that is never answered holds up the daemon’s end for fifteen seconds, no longer', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin, {engine: '20.10'});
  await docker.run({volumes: ['v1:/x'], volumeDriver: 'rec'});
  plugin.next.set('Unmount', ['hang']);
  const clock = createClock(50);
  await docker.daemon.end();
  assert.ok(clock.now() >= 14_500, `${clock.now()} ms`);
  assert.equal(docker.log.at(-1)?.message, 'Force shutdown daemon');
});

test('A plugin that never answers Activate keeps a daemon with its volumes from starting, until it is killed', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.volumes.create({name: 'v1', driver: 'rec'});
  await docker.daemon.end();
  plugin.next.set('Activate', ['hang']);
  const started = docker.daemon.start();
  while (plugin.calls.filter(call => call === 'Activate').length < 2) await new Promise(setImmediate);
  assert.match((await docker.volumes.ls()).stderr, /Is the docker daemon running/);
  await docker.daemon.end({how: 'kill'});
  await started;
  assert.equal(docker.daemon.running, false);
});

test('A socket plugin that lists MetricsCollector blocks all who use it', async t => {
  const plugin = await scriptedPlugin(t, ['MetricsCollector', 'VolumeDriver']);
  const docker = await startDocker(t, plugin);
  const made = docker.volumes.create({name: 'v1', driver: 'rec'});
  while (plugin.calls.length === 0) await new Promise(setImmediate);
  const other = await docker.volumes.create({name: 'v2', driver: 'local'});
  assert.equal(other.ok, true);
  assert.deepEqual(take(plugin), ['Activate']);
  await docker.daemon.end({how: 'kill'});
  assert.equal((await made).ok, false);
});

test('Without a daemon a command fails in the client’s words', async t => {
  const docker = await startDocker(t, await scriptedPlugin(t));
  await docker.daemon.end();
  const {stderr, exitCode} = await docker.run({volumes: ['v1:/x']});
  assert.equal(exitCode, 125);
  assert.match(stderr, /^docker: Cannot connect to the Docker daemon at unix:\/\/\/var\/run\/docker\.sock\./);
});
