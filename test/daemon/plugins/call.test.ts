import assert from 'node:assert/strict';
import test from 'node:test';
import {createClock} from '../../../src/daemon/clock.ts';
import {scriptedPlugin, startDocker, take} from '../_plugin.ts';

test('A call that is retried after its body was sent has an empty body, and its success counts', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  await docker.volumes.ls();
  plugin.bodies.length = 0;
  plugin.next.set('Create', ['drop', {Err: ''}]);
  const made = await docker.volumes.create({name: 'v1', driver: 'rec'});
  assert.equal(made.ok, true);
  assert.deepEqual(plugin.bodies.slice(1, 3), ['{"Name":"v1","Opts":null}\n', '']);
  assert.match(
    docker.log.find(line => line.level === 'warning')?.message ?? '',
    /VolumeDriver\.Create: .*EOF, retrying in 1s$/,
  );
});

test('After five tries in 15 seconds the daemon gives up, with the reason in Go’s words', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin, {engine: '28.5'});
  await docker.volumes.ls();
  await plugin.stop();
  const clock = createClock(50);
  const {error} = await docker.volumes.create({name: 'v1', driver: 'rec'});
  assert.match(
    error,
    /^create v1: Post "http:\/\/plugin\.moby\.localhost\/VolumeDriver\.Create": dial unix .*: connect: no such file or directory$/,
  );
  // Get and Create, 15 s each.
  assert.ok(clock.now() >= 29_500, `${clock.now()} ms`);
});

test('A status other than 200 is final, and its text is the Err of its body or the body', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin);
  const create = async (status: number, text: string) => {
    plugin.next.set('Create', [{status, text}]);
    return (await docker.volumes.create({name: 'v1', driver: 'rec'})).error;
  };
  assert.equal(await create(500, '{"err":"full"}'), 'create v1: VolumeDriver.Create: full');
  assert.equal(await create(503, 'later\n'), 'create v1: VolumeDriver.Create: later');
  assert.equal(await create(204, ''), 'create v1: VolumeDriver.Create:');
});

test('A call that outlasts plugtest’s own bound is not retried, as one that outlasts dockerd’s is not', async t => {
  const plugin = await scriptedPlugin(t);
  const docker = await startDocker(t, plugin, {callTimeoutMs: 10_000});
  await docker.volumes.ls();
  take(plugin);
  plugin.next.set('Create', ['hang']);
  const {error} = await docker.volumes.create({name: 'v1', driver: 'rec'});
  assert.match(error, /context deadline exceeded$/);
  assert.deepEqual(take(plugin), ['Get v1', 'Create v1']);
});
