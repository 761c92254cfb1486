import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {ApiRequest} from '../../../src/daemon/authz/api.ts';
import {createClock} from '../../../src/daemon/clock.ts';
import type {Docker} from '../../../src/daemon/docker.ts';
import {type Answer, type ScriptedPlugin, scriptedPlugin, startDocker} from '../_plugin.ts';

const version: ApiRequest = {method: 'GET', target: '/version'};
const allow: Answer = {Allow: true};

async function authorized(t: TestContext): Promise<{plugin: ScriptedPlugin; docker: Docker}> {
  const plugin = await scriptedPlugin(t, ['authz']);
  const docker = await startDocker(t, plugin, {clock: createClock(20)});
  await docker.daemon.end();
  await docker.daemon.start({authorizationPlugins: ['rec']});
  plugin.calls.length = 0;
  return {plugin, docker};
}

test('A reload whose file names no authorization plugin ends all authorization', async t => {
  const {plugin, docker} = await authorized(t);
  plugin.next.set('AuthZReq', [{Allow: false, Msg: 'no'}]);
  assert.equal((await docker.api(version)).verdict, 'deny');
  await docker.daemon.reload();
  assert.equal((await docker.api(version)).verdict, null);
  assert.deepEqual(plugin.calls, ['AuthZReq']);
});

test('A plugin that a reload brings back is asked without another Plugin.Activate', async t => {
  const {plugin, docker} = await authorized(t);
  await docker.daemon.reload();
  await docker.daemon.reload({authorizationPlugins: ['rec']});
  plugin.next.set('AuthZReq', [allow]);
  plugin.next.set('AuthZRes', [allow]);
  assert.equal((await docker.api(version)).status, 200);
  assert.deepEqual(plugin.calls, ['AuthZReq', 'AuthZRes']);
});

test('A reload during a request: whoever is in the list when it ends is asked about the answer, and without any the answer is empty', async t => {
  const {plugin, docker} = await authorized(t);
  plugin.next.set('AuthZReq', [allow, allow]);
  plugin.next.set('AuthZRes', [{Allow: false, Msg: 'never seen'}]);
  const during = (reload: () => Promise<void>): ApiRequest => ({
    ...version,
    reply: {kind: 'fail', status: 404, body: 'no such thing', until: reload},
  });
  const emptied = await docker.api(during(() => docker.daemon.reload()));
  assert.deepEqual([emptied.status, emptied.message], [200, '']);
  assert.deepEqual(plugin.calls, ['AuthZReq']);
  await docker.daemon.reload({authorizationPlugins: ['rec']});
  const same = await docker.api(during(() => docker.daemon.reload({authorizationPlugins: ['rec', 'rec']})));
  assert.deepEqual([same.status, same.message], [404, 'no such thing']);
  assert.deepEqual(plugin.calls, ['AuthZReq', 'AuthZReq', 'AuthZRes']);
});

test('A reload that names a plugin which is not there ends the daemon', async t => {
  const {docker} = await authorized(t);
  await docker.daemon.reload({authorizationPlugins: ['rec', 'nobody']});
  assert.equal(docker.daemon.running, false);
  assert.match(docker.log.at(-1)?.message ?? '', /^Error validating authorization plugin: .*nobody/);
  assert.equal((await docker.api(version)).status, 0);
});
