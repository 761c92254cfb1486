import assert from 'node:assert/strict';
import test from 'node:test';
import {networkPlugin, startDocker, take} from './_plugin.ts';

/** A test that each engine passes with its own calls. Facts of 20.10 and 26.1 are kept by recordings. */
type ByEngine = Readonly<Record<string, string>>;

async function attached(t: test.TestContext, engine: string, options: {join?: object; create?: object} = {}) {
  const plugin = await networkPlugin(t, ['NetworkDriver']);
  if (options.join) plugin.answers.set('NetworkDriver.Join', options.join);
  if (options.create) plugin.answers.set('NetworkDriver.CreateEndpoint', options.create);
  const docker = await startDocker(t, plugin, {engine});
  await docker.networks.create({name: 'n1', driver: 'rec'});
  take(plugin);
  const result = await docker.run({name: 'c1', network: 'n1'});
  return {plugin, docker, result, calls: take(plugin)};
}

function forEach(
  title: string,
  table: ByEngine,
  check: (t: test.TestContext, engine: string, expected: string) => Promise<void>,
) {
  for (const [engine, expected] of Object.entries(table))
    test(`${title} (${engine})`, t => check(t, engine, expected));
}

forEach(
  'A container starts with CreateEndpoint, Join and as many EndpointOperInfo as the engine asks for',
  {
    '24.0': 'CreateEndpoint Join EndpointOperInfo EndpointOperInfo',
    '27.5': 'CreateEndpoint Join EndpointOperInfo EndpointOperInfo',
    '28.5': 'CreateEndpoint Join EndpointOperInfo',
    '29': 'CreateEndpoint Join EndpointOperInfo',
  },
  async (t, engine, expected) => {
    const {calls, docker, plugin} = await attached(t, engine);
    assert.equal(calls, expected);
    await docker.containers.rm('c1', {force: true});
    assert.equal(take(plugin), 'Leave DeleteEndpoint');
  },
);

forEach(
  'An error of Join is rolled back as the engine does it',
  {
    '26.1': 'CreateEndpoint Join DeleteEndpoint',
    '28.5': 'CreateEndpoint Join DeleteEndpoint',
    '29': 'CreateEndpoint Join Leave DeleteEndpoint',
  },
  async (t, engine, expected) => {
    const {calls, result} = await attached(t, engine, {join: {Err: 'no'}});
    assert.equal(calls, expected);
    assert.match(result.error, /remote: no$/);
  },
);

forEach(
  'A Join answer that cannot be read is rolled back from 27.0, with two Leaves in 29',
  {
    '26.1': 'CreateEndpoint Join DeleteEndpoint',
    '27.5': 'CreateEndpoint Join Leave DeleteEndpoint',
    '28.5': 'CreateEndpoint Join Leave DeleteEndpoint',
    '29': 'CreateEndpoint Join Leave Leave DeleteEndpoint',
  },
  async (t, engine, expected) => {
    const {calls} = await attached(t, engine, {join: {Gateway: 'x'}});
    assert.equal(calls, expected);
  },
);

forEach(
  'An endpoint that cannot be read leaks up to 26 and is deleted from 27.0',
  {'26.1': 'CreateEndpoint', '27.5': 'CreateEndpoint DeleteEndpoint', '29': 'CreateEndpoint DeleteEndpoint'},
  async (t, engine, expected) => {
    const {calls} = await attached(t, engine, {create: {Interface: {MacAddress: 'zz'}}});
    assert.equal(calls, expected);
  },
);

forEach(
  'Of two gateways the second takes over when the first goes, in 29 not when the container ends',
  {
    '28.5':
      'RevokeExternalConnectivity Leave ProgramExternalConnectivity DeleteEndpoint RevokeExternalConnectivity Leave DeleteEndpoint',
    '29': 'RevokeExternalConnectivity Leave DeleteEndpoint Leave DeleteEndpoint',
  },
  async (t, engine, expected) => {
    const gateway = {InterfaceName: {SrcName: 'v', DstPrefix: 'eth'}, Gateway: '172.18.0.1'};
    const {docker, plugin} = await attached(t, engine, {join: gateway});
    await docker.networks.create({name: 'n2', driver: 'rec'});
    await docker.networks.connect('n2', 'c1');
    take(plugin);
    await docker.containers.stop('c1');
    assert.equal(take(plugin), expected);
  },
);

forEach(
  'A static route without destination breaks the request and leaves the container half attached from 28.0',
  {'28.5': 'CreateEndpoint Join', '29': 'CreateEndpoint Join'},
  async (t, engine, expected) => {
    const {calls, result} = await attached(t, engine, {
      join: {StaticRoutes: [{RouteType: 0, NextHop: '10.0.0.1'}]},
    });
    assert.equal(calls, expected);
    assert.match(result.error, /EOF$/);
  },
);

forEach(
  'A daemon that was killed asks for nothing of the stale endpoint of a plugin without IPAM; live-restored ones are asked for from 27.0',
  {
    '26.1': '',
    '27.5': 'Activate GetCapabilities EndpointOperInfo',
    '29': 'Activate GetCapabilities EndpointOperInfo',
  },
  async (t, engine, expected) => {
    const {docker, plugin} = await attached(t, engine);
    await docker.restartDaemon({how: 'kill', liveRestore: true});
    assert.equal(take(plugin), expected);
    await docker.containers.stop('c1');
    assert.match(take(plugin), /Leave DeleteEndpoint$/);
  },
);

test('Stale endpoints of a plugin that is the IPAM driver too are left, deleted and released at daemon start', async t => {
  const plugin = await networkPlugin(t);
  const docker = await startDocker(t, plugin, {engine: '28.5'});
  await docker.networks.create({name: 'n1', driver: 'rec', ipamDriver: 'rec'});
  await docker.run({name: 'c1', network: 'n1'});
  take(plugin);
  await docker.restartDaemon({how: 'kill'});
  assert.equal(
    take(plugin),
    'Activate GetCapabilities i.GetCapabilities Leave DeleteEndpoint i.ReleaseAddress',
  );
});

test('A driver that needs no gateway is asked for that first, from 28.0', async t => {
  const plugin = await networkPlugin(t);
  plugin.answers.set('NetworkDriver.GetCapabilities', {Scope: 'local', GwAllocChecker: true});
  plugin.answers.set('NetworkDriver.GwAllocCheck', {SkipIPv4: true});
  const docker = await startDocker(t, plugin, {engine: '28.5'});
  await docker.networks.create({name: 'n1', driver: 'rec', ipamDriver: 'rec', opts: {a: 'b'}});
  const check = plugin.calls.find(({method}) => method === 'NetworkDriver.GwAllocCheck');
  assert.deepEqual(check?.body, {
    Options: {
      'com.docker.network.enable_ipv4': true,
      'com.docker.network.enable_ipv6': false,
      'com.docker.network.generic': {a: 'b'},
    },
  });
  assert.equal(
    take(plugin),
    'Activate GetCapabilities i.GetCapabilities GwAllocCheck i.GetDefaultAddressSpaces i.GetDefaultAddressSpaces i.RequestPool CreateNetwork',
  );
});

test('A node of a swarm tells drivers that reach other hosts of other nodes', async t => {
  const plugin = await networkPlugin(t, ['NetworkDriver']);
  plugin.answers.set('NetworkDriver.GetCapabilities', {Scope: 'local', ConnectivityScope: 'global'});
  const docker = await startDocker(t, plugin, {engine: '28.5'});
  await docker.networks.create({name: 'n1', driver: 'rec'});
  await docker.swarm.init('10.0.0.1');
  await docker.swarm.nodeJoins('10.0.0.2');
  await docker.swarm.nodeLeaves('10.0.0.2');
  assert.match(take(plugin), /DiscoverNew DiscoverNew DiscoverDelete$/);
  assert.equal((await docker.swarm.leave()).ok, true);
});
