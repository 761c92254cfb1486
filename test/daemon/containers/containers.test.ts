import assert from 'node:assert/strict';
import test from 'node:test';
import {scriptedPlugin, startDocker, take} from '../_plugin.ts';

test('Two containers on one volume have their own ids, and each is unmounted alone', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  const data = await docker.volumes.create({name: 'v1', driver: 'rec'});
  const [a, b] = [await docker.run({volumes: [data]}), await docker.run({volumes: [data]})];
  const ids: string[] = [];
  take(plugin, ids);
  await a.stop();
  await b.rm({force: true});
  assert.deepEqual(take(plugin, ids), ['Get v1', 'Unmount v1 ID1', 'Get v1', 'Unmount v1 ID2']);
});

test('rm -v removes anonymous volumes and leaves named ones', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  const web = await docker.run({volumes: ['/x', 'v1:/y'], volumeDriver: 'rec'});
  assert.equal(plugin.volumes.size, 2);
  await web.rm({force: true, volumes: true});
  assert.deepEqual([...plugin.volumes], ['v1']);
});

test('--volumes-from a container whose volume was just made asks for the volume when it is created', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.containers.create({name: 'c1', volumes: ['v1:/x'], volumeDriver: 'rec'});
  take(plugin);
  await docker.containers.create({name: 'c2', volumesFrom: ['c1:ro']});
  assert.deepEqual(take(plugin), ['Get v1']);
  assert.equal(docker.containers.list()[1]?.mounts[0]?.RW, false);
  await docker.containers.rm('c1');
  assert.match((await docker.volumes.rm('v1')).error, /in use/);
});

test('A container restarts by its policy with new mounts, up to the number that was given', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  const ids: string[] = [];
  await docker.run({
    name: 'c1',
    volumes: ['v1:/x'],
    volumeDriver: 'rec',
    restart: 'on-failure:2',
    program: {kind: 'exits', code: 3},
    detach: true,
  });
  while (docker.containers.list()[0]?.state !== 'exited') await new Promise(setImmediate);
  const mounts = take(plugin, ids).filter(call => call.startsWith('Mount'));
  assert.deepEqual(mounts, ['Mount v1 ID1', 'Mount v1 ID2', 'Mount v1 ID3']);
  assert.equal(docker.containers.list()[0]?.restartCount, 2);
});

test('A failed Unmount keeps the id for the next start', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  const ids: string[] = [];
  const web = await docker.run({volumes: ['v1:/x'], volumeDriver: 'rec'});
  take(plugin, ids);
  plugin.next.set('Unmount', [{Err: 'busy'}]);
  assert.equal((await web.restart()).ok, true);
  assert.deepEqual(take(plugin, ids).at(-1), 'Mount v1 ID1');
  assert.match(
    docker.log.at(-1)?.message ?? '',
    /cleanup: Failed to umount volumes: .*error unmounting volume v1: busy$/,
  );
});

test('A program that cannot be started has its volumes unmounted, and run exits with 127', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  const ids: string[] = [];
  const run = await docker.run({
    volumes: ['v1:/x'],
    volumeDriver: 'rec',
    program: {kind: 'not-found', path: '/nosuch'},
    remove: true,
  });
  assert.equal(run.exitCode, 127);
  assert.deepEqual(take(plugin, ids).slice(-2), ['Get v1', 'Unmount v1 ID1']);
  assert.deepEqual(docker.containers.list(), []);
});

test('cp mounts every volume of a stopped container twice into it and once out of it, each time with a new id', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.containers.create({name: 'c1', volumes: ['v1:/x'], volumeDriver: 'rec'});
  take(plugin);
  const round = (id: string) => ['Get v1', `Mount v1 ${id}`, 'Get v1', `Unmount v1 ${id}`];
  await docker.containers.cp('/etc/hostname', 'c1:/x/h');
  assert.deepEqual(take(plugin), [...round('ID1'), ...round('ID2')]);
  await docker.containers.cp('c1:/x/h', '-');
  assert.deepEqual(take(plugin), round('ID1'));
});

test('When cp cannot mount a second volume, engines from 24.0 leave the first one mounted, earlier ones do not', async t => {
  for (const [engine, unmounts] of [
    ['23.0', 1],
    ['28.5', 0],
  ] as const) {
    const plugin = await scriptedPlugin(t);
    const order = {
      id: () => crypto.randomUUID().replaceAll('-', '').repeat(2),
      shuffle: <T>(items: readonly T[]) => [...items],
    };
    const docker = await startDocker(t, plugin, {engine, random: order});
    await docker.containers.create({name: 'c1', volumes: ['v1:/x', 'v2:/y'], volumeDriver: 'rec'});
    take(plugin);
    plugin.next.set('Mount', [{Mountpoint: '/mnt/v1'}, {Err: 'no'}]);
    const {error} = await docker.containers.cp('c1:/x/h', '-');
    assert.equal(error, "error while mounting volume '': no");
    assert.equal(take(plugin).filter(call => call.startsWith('Unmount v1')).length, unmounts, engine);
  }
});

test('A container with an unknown name gives docker’s words', async t => {
  const docker = await startDocker(t, await scriptedPlugin(t));
  assert.equal(
    (await docker.containers.start('nosuch')).stderr,
    'Error response from daemon: No such container: nosuch\nError: failed to start containers: nosuch\n',
  );
  assert.equal((await docker.run({volumes: ['a:/x', 'b:/x']})).exitCode, 125);
});
