import assert from 'node:assert/strict';
import test from 'node:test';
import {engineNamed, engines, newestEngine} from '../../src/daemon/engines/engines.ts';
import {scriptedPlugin, startDocker, take} from './_plugin.ts';

test('Engines are found by series and by release, and a wrong name gets the nearest as advice', () => {
  assert.equal(engineNamed('28.5'), engineNamed('28.5.2'));
  assert.equal(newestEngine.name, '29');
  assert.throws(() => engineNamed('28.6'), {
    message: /Unknown engine: 28\.6; did you mean 2[0-9.]+\? Known: 20\.10, 23\.0/,
  });
});

test('The Host header on unix sockets is empty up to 23.0', () => {
  const empty = engines.filter(engine => engine.wire.unixHost === '').map(engine => engine.name);
  assert.deepEqual(empty, ['20.10', '23.0']);
});

for (const {name} of engines) {
  const probes = Number.parseFloat(name) < 28;
  test(`${name} ${probes ? 'asks' : 'does not ask'} plugins for the name of an anonymous local volume`, async t => {
    const plugin = await scriptedPlugin(t);
    const docker = await startDocker(t, plugin, {engine: name});
    await docker.volumes.ls();
    take(plugin);
    assert.equal((await docker.run({volumes: ['/x']})).ok, true);
    assert.deepEqual(take(plugin), probes ? ['Get ID1'] : []);
  });

  const restoresMounts = Number.parseFloat(name) >= 24;
  test(`${name} asks ${restoresMounts ? 'three times' : 'twice'} for the volume of a container that outlived it`, async t => {
    const plugin = await scriptedPlugin(t);
    const docker = await startDocker(t, plugin, {engine: name});
    await docker.restartDaemon({liveRestore: true});
    const ids: string[] = [];
    await docker.run({name: 'c1', volumes: ['v1:/x'], volumeDriver: 'rec'});
    take(plugin, ids);
    await docker.restartDaemon();
    const asked = Array.from({length: restoresMounts ? 3 : 2}, () => 'Get v1');
    assert.deepEqual(take(plugin), ['Activate', 'Capabilities', ...asked]);
    await docker.containers.stop('c1');
    assert.deepEqual(take(plugin, ids), ['Get v1', 'Unmount v1 ID1']);
    await docker.containers.start('c1');
    const id = restoresMounts ? 'ID2' : 'ID1';
    assert.deepEqual(take(plugin, ids), ['Get v1', `Mount v1 ${id}`], 'up to 23.0 the id stays for good');
  });

  const throughMountPoint = Number.parseFloat(name) >= 26;
  test(`${name} ${throughMountPoint ? 'says that it was populating' : 'gives the plugin’s text alone'} when the Mount of a copy-up fails`, async t => {
    const plugin = await scriptedPlugin(t);
    const docker = await startDocker(t, plugin, {engine: name});
    plugin.next.set('Mount', [{Err: 'no way'}]);
    const made = await docker.containers.create({
      image: 'busybox:data',
      volumes: ['v1:/data'],
      volumeDriver: 'rec',
    });
    const text = throughMountPoint
      ? "failed to populate volume: error while mounting volume '': no way"
      : 'no way';
    assert.equal(made.error, text);
    assert.equal(
      take(plugin).some(call => call.startsWith('Unmount')),
      false,
    );
  });
}
