import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import {pythonPlugin, referencePlugin, sdkGoPlugin, startPlugin} from '../helpers/plugin-process.ts';
import {whyNoLab} from './available.ts';
import {withDockerd} from './lab.ts';

const skip = whyNoLab() ?? false;

/** A process 1 that ends at once when it is asked to; others are waited for ten seconds. */
const server = `busybox:lab sh -c 'trap exit TERM; while :; do sleep 0.1; done'`;

test('A real dockerd in a namespace of its own drives a recording plugin', {skip}, async () => {
  await withDockerd({recorders: ['rec']}, async ({docker, log}) => {
    assert.deepEqual(await docker('volume create -d rec v1'), {exit: 0, stdout: 'v1\n', stderr: ''});
    const write = await docker(`run --rm -v v1:/x busybox:lab sh -c 'echo proof >/x/file'`);
    assert.equal(write.exit, 0, write.stderr);
    const read = await docker('run --rm -v v1:/x busybox:lab cat /x/file');
    assert.equal(read.stdout, 'proof\n', read.stderr);
    assert.equal((await docker('volume rm v1')).exit, 0);
    const calls = log.events.filter(({event}) => event === 'request').map(({path}) => path);
    assert.equal(calls[0], '/Plugin.Activate');
    assert.equal(calls.filter(path => path === '/VolumeDriver.Mount').length, 2);
    assert.equal(calls.filter(path => path === '/VolumeDriver.Unmount').length, 2);
    assert.equal(calls.at(-1), '/VolumeDriver.Remove');
  });
});

test('A real dockerd that is killed mounts again with the old ID when it restarts a container', {
  skip,
}, async () => {
  await withDockerd({recorders: ['rec']}, async ({docker, daemon, log}) => {
    const run = await docker(`run -d --name c1 --restart always -v v1:/x --volume-driver rec ${server}`);
    assert.equal(run.exit, 0, run.stderr);
    await daemon.end('SIGKILL');
    await daemon.start();
    assert.equal((await docker('ps -q')).stdout.trim().length, 12);
    await docker('rm -f c1');
    const mounts = log.events.filter(({path}) => path === '/VolumeDriver.Mount').map(({bodyRaw}) => bodyRaw);
    assert.equal(mounts.length, 2);
    assert.equal(mounts[0], mounts[1]);
  });
});

for (const program of [referencePlugin, sdkGoPlugin, pythonPlugin]) {
  const why = skip || program.whyNot() || false;
  test(`Containers of a real dockerd share data through the ${program.name} plugin`, {skip: why}, async t => {
    await withDockerd({}, async ({docker, root}) => {
      await startPlugin(t, program, join(root, 'run/docker/plugins/good.sock'));
      assert.deepEqual(await docker('volume create -d good v1'), {exit: 0, stdout: 'v1\n', stderr: ''});
      const keep = await docker(`run -d --name c1 -v v1:/x ${server}`);
      assert.equal(keep.exit, 0, keep.stderr);
      const write = await docker(`run --rm -v v1:/x busybox:lab sh -c 'echo proof >/x/file'`);
      assert.equal(write.exit, 0, write.stderr);
      assert.equal((await docker('exec c1 cat /x/file')).stdout, 'proof\n');
      assert.match((await docker('volume rm v1')).stderr, /volume is in use/);
      assert.equal((await docker('rm -f c1')).exit, 0);
      assert.equal((await docker('volume rm v1')).exit, 0);
      assert.equal((await docker('volume ls -q')).stdout, '');
    });
  });
}
