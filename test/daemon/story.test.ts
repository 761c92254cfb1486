import assert from 'node:assert/strict';
import test from 'node:test';
import {scriptedPlugin, startDocker, take} from './_plugin.ts';

test('A volume is created, used by a container, and removed with the calls that dockerd makes', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin, {engine: '26.1'});
  const ids: string[] = [];
  const data = await docker.volumes.create({driver: 'rec', name: 'v1'});
  assert.deepEqual([data.ok, data.stdout], [true, 'v1\n']);
  assert.deepEqual(take(plugin), ['Activate', 'Capabilities', 'Get v1', 'Create v1']);

  const web = await docker.run({name: 'web', volumes: [data]});
  assert.equal(web.exitCode, 0);
  assert.equal(web.running, true);
  assert.deepEqual(take(plugin, ids), ['Get v1', 'Get v1', 'Mount v1 ID1']);

  const refused = await docker.volumes.rm('v1');
  assert.equal(refused.stderr, `Error response from daemon: remove v1: volume is in use - [${web.id}]\n`);
  assert.deepEqual(take(plugin), ['Get v1']);

  await web.restart();
  assert.deepEqual(take(plugin, ids), ['Get v1', 'Unmount v1 ID1', 'Get v1', 'Mount v1 ID2']);
  await docker.containers.rm('web', {force: true});
  assert.deepEqual(take(plugin, ids), ['Get v1', 'Unmount v1 ID2']);
  assert.equal((await docker.volumes.rm('v1')).stdout, 'v1\n');
  assert.deepEqual(take(plugin), ['Get v1', 'Get v1', 'Remove v1']);
});

test('A container with a restart policy comes back with a new mount after a daemon restart, and with the old id after SIGKILL', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin, {engine: '28.5'});
  const ids: string[] = [];
  await docker.run({name: 'c1', volumes: ['v1:/x'], volumeDriver: 'rec', restart: 'always'});
  take(plugin, ids);
  await docker.restartDaemon();
  assert.deepEqual(take(plugin, ids), [
    ...['Get v1', 'Unmount v1 ID1'],
    ...['Activate', 'Capabilities', 'Get v1', 'Get v1', 'Get v1', 'Mount v1 ID2'],
  ]);
  await docker.restartDaemon({how: 'kill'});
  assert.deepEqual(take(plugin, ids), [
    ...['Activate', 'Capabilities', 'Get v1', 'Get v1', 'Get v1', 'Mount v1 ID2'],
  ]);
  assert.equal(docker.containers.get('c1')?.running, true);
});

test('A live-restored container is asked for again, and unmounted with its id when it stops', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin, {engine: '20.10'});
  const ids: string[] = [];
  await docker.run({name: 'c1', volumes: ['v1:/x'], volumeDriver: 'rec'});
  take(plugin, ids);
  await docker.restartDaemon({liveRestore: true, how: 'kill'});
  assert.deepEqual(take(plugin), ['Activate', 'Capabilities', 'Get v1', 'Get v1']);
  await docker.containers.stop('c1');
  assert.deepEqual(take(plugin, ids), ['Get v1', 'Unmount v1 ID1']);
});
