import assert from 'node:assert/strict';
import test from 'node:test';
import {scriptedPlugin, startDocker, take} from '../_plugin.ts';

const BROKEN = {status: 500, text: '{"Err":"backend away"}'};

test('One failed Get makes the daemon forget labels and options; the volume is found again without them', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.volumes.create({name: 'v1', driver: 'rec', labels: {a: 'b'}, opts: {size: '1'}});
  plugin.next.set('Get', [BROKEN]);
  const lost = await docker.volumes.inspect('v1');
  assert.equal(lost.stderr, 'Error response from daemon: get v1: no such volume\n');
  const [found] = (await docker.volumes.inspect('v1')).volumes;
  assert.deepEqual([found?.Name, found?.Labels, found?.Options], ['v1', null, null]);
});

test('One failed Get takes the in-use protection of a running container’s volume', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.run({volumes: ['v1:/x'], volumeDriver: 'rec'});
  assert.match((await docker.volumes.rm('v1')).error, /volume is in use/);
  plugin.next.set('Get', [{Volume: null}]);
  await docker.volumes.inspect('v1');
  assert.equal((await docker.volumes.rm('v1')).ok, true);
  assert.equal(plugin.volumes.has('v1'), false);
});

test('A refused Remove keeps the volume known, with force only the plugin keeps it', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.volumes.create({name: 'v1', driver: 'rec', labels: {a: 'b'}});
  plugin.next.set('Remove', [{Err: 'busy'}, {Err: 'busy'}]);
  assert.equal((await docker.volumes.rm('v1')).error, 'remove v1: busy');
  assert.deepEqual((await docker.volumes.inspect('v1')).volumes[0]?.Labels, {a: 'b'});
  assert.equal((await docker.volumes.rm('v1', {force: true})).error, 'remove v1: busy');
  assert.equal((await docker.volumes.inspect('v1')).volumes[0]?.Labels, null);
});

test('At daemon start a volume that its plugin denies is dropped from disk, one that cannot be asked for is kept', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.volumes.create({name: 'v1', driver: 'rec', labels: {a: 'b'}});
  await docker.daemon.end();
  await plugin.stop();
  await docker.daemon.start();
  await docker.daemon.end();
  await plugin.start();
  await docker.daemon.start();
  assert.deepEqual((await docker.volumes.inspect('v1')).volumes[0]?.Labels, {a: 'b'}, 'unreachable: kept');
  plugin.next.set('Get', [BROKEN]);
  await docker.restartDaemon();
  assert.equal((await docker.volumes.inspect('v1')).volumes[0]?.Labels, null, 'denied: dropped');
});

test('A volume that its plugin answers under another name is removed under that name', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.volumes.create({name: 'other', driver: 'rec'});
  plugin.next.set('Get', [{Volume: {Name: 'other'}}]);
  take(plugin);
  await docker.volumes.rm('n');
  assert.deepEqual(take(plugin), ['Get n', 'Get other', 'Remove other']);
});

test('Creating a volume that containers use but its plugin lost is a conflict', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.run({volumes: ['v1:/x'], volumeDriver: 'rec'});
  plugin.volumes.clear();
  take(plugin);
  const {error} = await docker.volumes.create({name: 'v1', driver: 'rec'});
  assert.match(
    error,
    /^create v1: found references to volume 'v1' in driver 'rec' but the volume was not found/,
  );
  assert.deepEqual(take(plugin), ['Get v1']);
});

test('A null entry in List ends the daemon, and its containers wait for the next one', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.run({name: 'c1', volumes: ['v1:/x'], volumeDriver: 'rec', restart: 'always'});
  plugin.next.set('List', [{Volumes: [null]}]);
  const listed = await docker.volumes.ls();
  assert.match(listed.stderr, /Is the docker daemon running/);
  assert.equal(docker.daemon.running, false);
  await docker.restartDaemon();
  assert.equal(docker.containers.get('c1')?.running, true);
});

test('A driver whose List fails shows what the daemon knows of it, with a warning that the command hides', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.volumes.create({name: 'v1', driver: 'rec'});
  plugin.next.set('List', [{Err: 'cannot'}]);
  const listed = await docker.volumes.ls();
  assert.equal(listed.stdout, 'DRIVER    VOLUME NAME\nrec       v1\n');
  assert.deepEqual(listed.warnings, ['list rec: cannot']);
});
