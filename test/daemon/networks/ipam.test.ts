import assert from 'node:assert/strict';
import test from 'node:test';
import {networkPlugin, startDocker, take} from './_plugin.ts';

const rec = {driver: 'rec', ipamDriver: 'rec'} as const;

/** Two subnets, of which the plugin refuses the second. */
async function refusedSecondPool(t: test.TestContext, engine: string) {
  const plugin = await networkPlugin(t);
  let pools = 0;
  plugin.answers.set('IpamDriver.RequestPool', ({Pool}) => {
    pools += 1;
    return pools === 1 ? {PoolID: `p ${Pool}`, Pool: String(Pool)} : {Error: 'no more'};
  });
  const docker = await startDocker(t, plugin, {engine});
  const result = await docker.networks.create({name: 'n1', ...rec, subnets: ['10.5.0.0/24', '10.6.0.0/24']});
  assert.match(result.error, /remote: no more/);
  return take(plugin).replace(/^.*i\.RequestPool i\.RequestAddress /, '');
}

test('When a second pool is refused the first is given back, but not by 27 and 28', async t => {
  assert.match(await refusedSecondPool(t, '26.1'), /i\.RequestPool i\.ReleasePool$/);
  assert.match(await refusedSecondPool(t, '27.5'), /i\.RequestPool$/);
  assert.match(await refusedSecondPool(t, '28.5'), /i\.RequestPool$/);
  assert.match(await refusedSecondPool(t, '29'), /i\.RequestPool i\.ReleasePool$/);
});

test('Replay asks for pool, gateway and the endpoints that are there, when the driver wants it', async t => {
  const plugin = await networkPlugin(t);
  plugin.answers.set('IpamDriver.GetCapabilities', {RequiresRequestReplay: true});
  const docker = await startDocker(t, plugin, {engine: '28.5'});
  await docker.networks.create({name: 'n1', ...rec});
  await docker.run({name: 'c1', network: 'n1'});
  take(plugin);
  await docker.restartDaemon({how: 'kill', liveRestore: true});
  const [, , , , pool, gateway, endpoint] = plugin.calls;
  assert.deepEqual(pool?.body, {AddressSpace: 'l', Pool: '10.5.0.0/24', SubPool: '', Options: {}, V6: false});
  assert.deepEqual(gateway?.body, {
    PoolID: 'p',
    Address: '10.5.0.1',
    Options: {RequestAddressType: 'com.docker.network.gateway'},
  });
  assert.deepEqual(endpoint?.body, {PoolID: 'p', Address: '10.5.0.2', Options: null});
});

test('A failed replay makes 28 forget the pool, and 29 keep it', async t => {
  for (const [engine, poolId] of [
    ['28.5', ''],
    ['29', 'p'],
  ] as const) {
    const plugin = await networkPlugin(t);
    plugin.answers.set('IpamDriver.GetCapabilities', {RequiresRequestReplay: true});
    const docker = await startDocker(t, plugin, {engine});
    await docker.networks.create({name: 'n1', ...rec});
    plugin.answers.set('IpamDriver.RequestPool', {Error: 'lost'});
    await docker.restartDaemon();
    take(plugin);
    await docker.networks.rm('n1');
    const released = plugin.calls.find(({method}) => method === 'IpamDriver.ReleasePool');
    assert.equal(released?.body['PoolID'], poolId, engine);
  }
});

test('A pool that overlaps the host is kept until another one is found, then given back', async t => {
  const plugin = await networkPlugin(t);
  let pools = 0;
  plugin.answers.set('IpamDriver.RequestPool', () => {
    pools += 1;
    return {PoolID: `p${pools}`, Pool: `10.${pools}.0.0/16`};
  });
  const docker = await startDocker(t, plugin, {engine: '28.5', hostNetworks: ['10.1.0.0/24', '10.2.0.0/24']});
  await docker.networks.create({name: 'n1', ...rec});
  const pool =
    /i\.RequestPool i\.RequestPool i\.RequestPool i\.ReleasePool i\.ReleasePool i\.RequestAddress CreateNetwork$/;
  const released = plugin.calls.filter(({method}) => method === 'IpamDriver.ReleasePool');
  assert.deepEqual(
    released.map(({body}) => body['PoolID']),
    ['p1', 'p2'],
  );
  assert.match(take(plugin), pool);
});

test('29 names the container to the IPAM driver, with the MAC address that the driver wants', async t => {
  const plugin = await networkPlugin(t);
  plugin.answers.set('IpamDriver.GetCapabilities', {RequiresMACAddress: true});
  const docker = await startDocker(t, plugin, {engine: '29'});
  await docker.networks.create({name: 'n1', ...rec});
  await docker.run({name: 'c1', network: 'n1', macAddress: '02:11:22:33:44:55'});
  const address = plugin.calls.findLast(({method}) => method === 'IpamDriver.RequestAddress');
  assert.deepEqual(address?.body['Options'], {
    'com.docker.network.endpoint.macaddress': '02:11:22:33:44:55',
    'com.docker.network.endpoint.name': 'c1',
  });
});

test('The daemon hands out addresses of its own pools, lowest first, and takes them back', async t => {
  const plugin = await networkPlugin(t, ['NetworkDriver']);
  const docker = await startDocker(t, plugin, {engine: '29'});
  await docker.networks.create({name: 'n1', driver: 'rec', subnets: ['10.9.0.0/30']});
  const run = (name: string) => docker.run({name, network: 'n1'});
  const first = await run('c1');
  assert.equal(first.ok, true);
  const second = await run('c2');
  assert.match(second.error, /no available IPv4 addresses on this network's address pools: n1 \(/);
  await first.rm({force: true});
  assert.equal((await run('c3')).ok, true);
  const created = plugin.calls.filter(({method}) => method === 'NetworkDriver.CreateEndpoint');
  assert.deepEqual(
    created.map(({body}) => body['Interface']),
    [1, 2].map(() => ({Address: '10.9.0.2/30', AddressIPv6: '', MacAddress: ''})),
  );
});
