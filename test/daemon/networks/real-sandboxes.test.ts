import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {engineNamed} from '../../../src/daemon/engines/engines.ts';
import {lookInto} from '../../../src/daemon/networks/netns/look.ts';
import {RealSandboxes} from '../../../src/daemon/networks/netns/real-sandboxes.ts';
import {makeHostLike} from '../../../src/target/netns/host-like.ts';
import {makeNamespace} from '../../../src/target/netns/namespace.ts';
import {noNamespaces} from '../../helpers/namespaces.ts';
import {networkPlugin, startDocker} from './_plugin.ts';

const skip = noNamespaces ?? false;

/** An engine with a namespace as its host, a network `n1` (10.5.0.0/24) of a plugin, and an interface `v1` that waits for Join. */
async function given(t: TestContext, {engine = '29', join}: {engine?: string; join?: object}) {
  const daemon = await makeHostLike();
  const sandboxes = new RealSandboxes({daemon, create: makeNamespace}, engineNamed(engine));
  t.after(async () => {
    await sandboxes.close();
    await daemon.close();
  });
  const plugin = await networkPlugin(t, ['NetworkDriver']);
  plugin.answers.set('NetworkDriver.Join', {InterfaceName: {SrcName: 'v1', DstPrefix: 'eth'}, ...join});
  const docker = await startDocker(t, plugin, {engine, sandboxes});
  const network = await docker.networks.create({name: 'n1', driver: 'rec', subnets: ['10.5.0.0/24']});
  const addLink = (name: string) =>
    daemon.run(['ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', `${name}-peer`]);
  await addLink('v1');
  return {daemon, docker, network, plugin, addLink};
}

test('an interface is moved, renamed, addressed and routed, and goes back under its own name', {
  skip,
}, async t => {
  const route = {Destination: '10.8.0.0/16', RouteType: 1};
  const by = {Destination: '10.9.0.0/16', RouteType: 0, NextHop: '10.5.0.7'};
  const join = {Gateway: '10.5.0.1', StaticRoutes: [route, by]};
  const {daemon, docker, network} = await given(t, {join});
  const box = await docker.run({network, macAddress: '02:11:22:33:44:55'});
  assert.equal(box.stderr, '');
  const [, link] = (await box.namespace()?.interfaces()) ?? [];
  assert.deepEqual(
    [link?.name, link?.mac, link?.isUp, link?.addresses],
    ['eth0', '02:11:22:33:44:55', true, ['10.5.0.2/24']],
  );
  const inside = (await box.namespace()?.inventory()) ?? [];
  assert.deepEqual(
    inside.filter(line => line.startsWith('route')),
    [
      'route 10.8.0.0/16 dev eth0',
      'route 10.9.0.0/16 via 10.5.0.7 dev eth0',
      'route default via 10.5.0.1 dev eth0',
    ],
  );
  const names = async () => (await lookInto(daemon).interfaces()).map(({name}) => name);
  assert.equal((await names()).includes('v1'), false);
  await box.stop();
  assert.equal(box.namespace(), null);
  assert.equal((await names()).includes('v1'), true);
});

const gone = {InterfaceName: {SrcName: 'v9', DstPrefix: 'eth'}};
const failures = [
  ['29', gone, 'failed to add interface v9 to sandbox: failed to get link by name "v9": Link not found'],
  ['26.1', gone, 'failed to add interface v9 to sandbox: failed to get link by name "v9": Link not found'],
  [
    '29',
    {InterfaceName: {SrcName: 'v 9; x', DstPrefix: 'eth'}},
    'failed to add interface v 9; x to sandbox: failed to get link by name "v 9; x": Link not found',
  ],
  [
    '29',
    {Gateway: '10.77.0.1'},
    'updating gateway endpoint: failed to set gateway: route for the gateway 10.77.0.1 could not be found: network is unreachable',
  ],
  [
    '27.5',
    {Gateway: '10.77.0.1'},
    'failed to set gateway: route for the gateway 10.77.0.1 could not be found: network is unreachable',
  ],
  [
    '29',
    {Gateway: '10.5.0.1', StaticRoutes: [{Destination: '0.0.0.0/0', RouteType: 0, NextHop: '10.5.0.1'}]},
    'updating gateway endpoint: failed to set gateway: file exists',
  ],
  [
    '29',
    {StaticRoutes: [{Destination: '0.0.0.0/0', RouteType: 0, NextHop: '10.5.0.1'}]},
    "failed to set IPv4 default route: setting IPv4 default route to interface with srcName 'v1': no default route",
  ],
] as const;

for (const [engine, join, text] of failures)
  test(`${engine} words it as libnetwork does: ${text}`, {skip}, async t => {
    const {docker, network} = await given(t, {engine, join});
    const box = await docker.run({network});
    assert.equal(box.ok, false);
    assert.ok(box.error.includes(text), box.error);
  });

test('two networks of a container whose subnets overlap do not go together', {skip}, async t => {
  const {docker, network, plugin, addLink} = await given(t, {});
  const other = await docker.networks.create({name: 'n2', driver: 'rec', ipamDriver: 'null'});
  await addLink('v2');
  const box = await docker.run({network});
  plugin.answers.set('NetworkDriver.CreateEndpoint', {Interface: {Address: '10.5.0.9/16'}});
  plugin.answers.set('NetworkDriver.Join', {InterfaceName: {SrcName: 'v2', DstPrefix: 'eth'}});
  const outcome = await docker.networks.connect(other, box.name);
  assert.match(
    outcome.error,
    /cannot program address 10\.5\.0\.9\/16 in sandbox interface because it conflicts/,
  );
});
