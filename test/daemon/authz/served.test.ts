import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {Client} from 'undici';
import {createClock} from '../../../src/daemon/clock.ts';
import {openApiSocket} from '../../../src/wire/api-socket.ts';
import {type Answer, scriptedPlugin, startDocker} from '../_plugin.ts';

/** An engine whose API is served on a socket, with a plugin that gives these answers to AuthZReq and allows all of AuthZRes. */
async function served(t: TestContext, ...answers: Answer[]) {
  const plugin = await scriptedPlugin(t, ['authz']);
  const docker = await startDocker(t, plugin, {clock: createClock(20)});
  await docker.daemon.end();
  await docker.daemon.start({authorizationPlugins: ['rec']});
  plugin.calls.length = 0;
  plugin.next.set('AuthZReq', answers);
  plugin.next.set('AuthZRes', [{Allow: true}]);
  const socket = await openApiSocket(request => docker.serve(request));
  t.after(() => socket.close());
  const client = new Client('http://docker', {socketPath: socket.path});
  t.after(() => client.destroy());
  return {plugin, docker, client};
}

test('A request on the socket is shown to the plugin and answered as by an engine without containers', async t => {
  const {plugin, client, docker} = await served(t, {Allow: true});
  const answer = await client.request({method: 'GET', path: '/v1.43/containers/json?all=1'});
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['api-version'], docker.engine.authz.api.max);
  assert.deepEqual(await answer.body.json(), []);
  assert.deepEqual(plugin.calls, ['AuthZReq', 'AuthZRes']);
});

test('A denied request is answered with 403 and the plugin’s words', async t => {
  const {client} = await served(t, {Allow: false, Msg: 'not today'});
  const answer = await client.request({method: 'POST', path: '/v1.43/containers/create', body: '{}'});
  assert.equal(answer.statusCode, 403);
  assert.match(((await answer.body.json()) as {message: string}).message, /not today/); // the daemon's error form
});

test('An object that is not there is answered with 404 after the plugin has allowed to look', async t => {
  const {client, plugin} = await served(t, {Allow: true});
  const answer = await client.request({method: 'GET', path: '/v1.43/containers/web/json'});
  assert.equal(answer.statusCode, 404);
  assert.match(await answer.body.text(), /No such object/);
  assert.ok(plugin.calls.includes('AuthZReq'));
});

test('A body beyond what the socket takes and a daemon that is down end the connection', async t => {
  const {client, docker} = await served(t, {Allow: true});
  const body = Buffer.alloc((1 << 20) + 1);
  await assert.rejects(client.request({method: 'POST', path: '/build', body}));
  await docker.daemon.end();
  await assert.rejects(client.request({method: 'GET', path: '/_ping'}));
});
