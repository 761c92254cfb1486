import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {createHostFiles} from '../../../src/daemon/host-files/host-files.ts';
import {scriptedPlugin, startDocker} from '../_plugin.ts';

/** A plugin whose volumes all lie in one real folder. */
async function withFolder(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-files-'));
  t.after(() => rm(folder, {recursive: true}));
  const plugin = await scriptedPlugin(t);
  const mounted = Array.from({length: 20}, () => ({Mountpoint: folder}));
  plugin.next.set('Mount', mounted);
  const docker = await startDocker(t, plugin, {host: createHostFiles()});
  return {folder, plugin, docker};
}

test('What one container writes is what the next one reads, through the plugin’s mountpoint', async t => {
  const {folder, docker} = await withFolder(t);
  const data = await docker.volumes.create({name: 'v1', driver: 'rec'});
  const writer = await docker.run({volumes: [data]});
  assert.equal((await writer.write('/data/deep/proof', 'hello')).ok, true);
  assert.equal(await readFile(join(folder, 'deep/proof'), 'utf8'), 'hello');
  await writer.rm({force: true});
  const reader = await docker.run({volumes: ['v1:/elsewhere']});
  assert.equal((await reader.read('/elsewhere/deep/proof')).data, 'hello');
  assert.equal((await reader.exists('/elsewhere/nothing')).ok, false);
  assert.match((await reader.read('/data/deep/proof')).error, /no volume holds/);
});

test('A symbolic link in a mountpoint is not followed, and a path cannot climb out of it', async t => {
  const {folder, docker} = await withFolder(t);
  const secret = join(folder, '..', 'plugtest-secret-file');
  await writeFile(secret, 'secret');
  t.after(() => rm(secret));
  await mkdir(join(folder, 'sub'));
  await symlink('..', join(folder, 'sub', 'up'));
  const box = await docker.run({volumes: ['v1:/x'], volumeDriver: 'rec'});
  assert.match((await box.read('/x/sub/up/../plugtest-secret-file')).error, /ENOENT/);
  assert.match((await box.read('/x/sub/up/../../plugtest-secret-file')).error, /no volume holds|ENOENT/);
  assert.match((await box.write('/x/sub/up/file', 'x')).error, /symbolic link/);
});

test('A new volume gets what the image holds at its place, one with content keeps its own', async t => {
  const {folder, docker} = await withFolder(t);
  const box = await docker.run({image: 'busybox:data', volumes: ['v1:/data'], volumeDriver: 'rec'});
  assert.equal((await box.read('/data/one')).data, 'one\n');
  await writeFile(join(folder, 'one'), 'mine');
  const next = await docker.run({image: 'busybox:data', volumes: ['v1:/data'], volumeDriver: 'rec'});
  assert.equal((await next.read('/data/one')).data, 'mine');
});

test('A mountpoint that is not there fails the start with runc’s words and is unmounted', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin, {host: createHostFiles(), engine: '20.10'});
  const run = await docker.run({volumes: ['v1:/x'], volumeDriver: 'rec'});
  assert.match(
    run.error,
    /^failed to create shim task: .*error mounting "\/mnt\/v1" to rootfs at "\/x": stat \/mnt\/v1: no such file/,
  );
  assert.equal(plugin.calls.at(-1)?.startsWith('Unmount v1'), true);
});

test('A local volume that took the place of a lost plugin volume has its own content', async t => {
  const {docker, plugin} = await withFolder(t);
  await docker.volumes.create({name: 'v1', driver: 'rec'});
  plugin.next.set('Get', [{Err: 'gone'}, {Err: 'gone'}]);
  const box = await docker.run({volumes: ['v1:/x']});
  assert.equal(docker.containers.list()[0]?.mounts[0]?.Driver, 'local');
  await box.write('/x/f', 'lost');
  assert.equal((await box.read('/x/f')).data, 'lost');
});

test('Where the mountpoint cannot be seen, nothing is said about files', async t => {
  const docker = await startDocker(t, await scriptedPlugin(t));
  const box = await docker.run({volumes: ['v1:/x'], volumeDriver: 'rec'});
  const {ok, reachable} = await box.read('/x/f');
  assert.deepEqual([ok, reachable], [false, false]);
});
