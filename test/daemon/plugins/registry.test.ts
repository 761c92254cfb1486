import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'node:test';
import {diskFolders} from '../../../src/daemon/plugins/disk-folders.ts';
import {onePlugin, type PluginFolders} from '../../../src/daemon/plugins/folders.ts';
import {scriptedPlugin, startDocker, take} from '../_plugin.ts';

test('A failed activation is forgotten, a good one lasts for the daemon’s life', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  plugin.next.set('Activate', [{status: 500, text: 'not ready'}]);
  const {error} = await docker.volumes.create({name: 'v1', driver: 'rec'});
  assert.equal(
    error,
    'create v1: error looking up volume plugin rec: legacy plugin: Plugin.Activate: not ready',
  );
  await docker.volumes.create({name: 'v1', driver: 'rec'});
  await plugin.stop();
  await plugin.start();
  await docker.volumes.create({name: 'v2', driver: 'rec'});
  assert.deepEqual(
    take(plugin).filter(call => call === 'Activate'),
    ['Activate', 'Activate'],
  );
});

test('A plugin that does not list the interface is remembered so, and never asked again', async t => {
  const plugin = await scriptedPlugin(t, ['volumedriver']);
  const docker = await startDocker(t, plugin, {engine: '20.10'});
  for (const name of ['v1', 'v2']) {
    const {error} = await docker.volumes.create({name, driver: 'rec'});
    assert.equal(
      error,
      `create ${name}: error looking up volume plugin rec: legacy plugin: Plugin does not implement the requested driver`,
    );
  }
  assert.deepEqual(take(plugin), ['Activate']);
});

test('A plugin of several interfaces is asked for its network and IPAM capabilities as soon as it is active', async t => {
  const plugin = await scriptedPlugin(t, ['VolumeDriver', 'NetworkDriver', 'IpamDriver']);
  const docker = await startDocker(t, plugin);
  await docker.volumes.create({name: 'v1', driver: 'rec'});
  assert.deepEqual(take(plugin).slice(0, 4), [
    'Activate',
    'GetCapabilities',
    'GetCapabilities',
    'Capabilities',
  ]);
});

test('A plugin that appears while it is looked for is found at the next of the five looks', async t => {
  const plugin = await scriptedPlugin(t);
  let looks = 0;
  const plugins: PluginFolders = {
    find: async () => (++looks < 3 ? {missing: true} : {address: {kind: 'unix', path: plugin.path}}),
    scan: async () => [],
  };
  const docker = await startDocker(t, plugin, {plugins});
  assert.equal((await docker.volumes.create({name: 'v1', driver: 'rec'})).ok, true);
  assert.deepEqual(
    docker.log.filter(line => line.level === 'warning').map(line => line.message),
    ['Unable to locate plugin: rec, retrying in 1s', 'Unable to locate plugin: rec, retrying in 2s'],
  );
});

test('A plugin that is nowhere is given up after 15 seconds, and every user of it waits for its own', async t => {
  const plugin = await scriptedPlugin(t);
  let looks = 0;
  const find = async () => {
    looks += 1;
    return {missing: true} as const;
  };
  const docker = await startDocker(t, plugin, {plugins: {find, scan: async () => []}});
  const made = await Promise.all(['v1', 'v2'].map(name => docker.volumes.create({name, driver: 'gone'})));
  assert.deepEqual(
    made.map(result => result.error),
    ['v1', 'v2'].map(name => `create ${name}: error looking up volume plugin gone: plugin "gone" not found`),
  );
  assert.equal(looks, 10);
});

test('An address that no client can be made for is an error at once', async t => {
  const plugin = await scriptedPlugin(t);
  const tls = {verify: true, certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem'};
  const plugins = onePlugin('rec', {kind: 'tls', host: 'localhost', port: 1, tls});
  const docker = await startDocker(t, plugin, {plugins});
  const {error} = await docker.volumes.create({name: 'v1', driver: 'rec'});
  assert.match(
    error,
    /^create v1: error looking up volume plugin rec: legacy plugin: .*no such file or directory/,
  );
  assert.equal(docker.log.filter(line => line.message.includes('retrying')).length, 0);
});

test('Plugins in real folders are used by name and found by a scan, which activates them', async t => {
  const plugin = await scriptedPlugin(t);
  const specs = await mkdtemp(join(tmpdir(), 'plugtest-specs-'));
  t.after(() => rm(specs, {recursive: true}));
  await writeFile(join(specs, 'far.spec'), `unix://${plugin.path}\n`);
  await writeFile(join(specs, 'bad.spec'), 'no scheme\n');
  const plugins = diskFolders({sockets: dirname(plugin.path), specs: [specs]});
  const docker = await startDocker(t, plugin, {plugins});
  await docker.volumes.ls();
  assert.deepEqual(take(plugin), ['Activate', 'Activate', 'List', 'List']);
  assert.equal((await docker.volumes.create({name: 'v1', driver: 'far'})).ok, true);
  const {error} = await docker.volumes.create({name: 'v2', driver: 'bad'});
  assert.equal(error, 'create v2: error looking up volume plugin bad: legacy plugin: Unknown protocol');
});
