import {defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {defaultData} from './_addressing.ts';
import {deleteEndpoint, givenJoined, join, leave} from './_calls.ts';
import {createEndpoint, dualStackNetwork, givenEndpoint, tryEndpoint} from './_endpoint.ts';
import {createNetwork, givenNetwork, planNetwork} from './_given.ts';
import {ipamDriverOf} from './_ipam-driver.ts';
import {needsDefaultAddresses} from './_judge.ts';
import {macBase64, macRefusal, macWish, someMac} from './_mac.ts';
import {attach, attachAndDetach, detach} from './_story.ts';
import {subnetV4} from './_subnet.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.create-endpoint.succeeds'];

export const succeeds = defineCheck({
  id: 'network.create-endpoint.succeeds',
  title: 'CreateEndpoint with an address of the daemon succeeds',
  level: 'MUST',
  requirement: ['network/11', 'network/63'],
  problem: 'A container could not be given an endpoint.',
  consequence: '`docker run` fails with `failed to create endpoint <container> on network <network>: …`',
  fix: 'Answer CreateEndpoint with 200 and `{}`.',
  needs,
  dependsOn: ['network.create-network.succeeds'],
  async run(t) {
    const {call} = await createEndpoint(t, await givenNetwork(t));
    t.expect(call).toSucceed();
  },
});

export const userMac = defineCheck({
  id: 'network.create-endpoint.user-mac',
  title: 'A MAC address of the user is taken from Interface.MacAddress',
  level: 'MUST',
  requirement: 'network/35',
  problem: 'CreateEndpoint with a MAC address failed.',
  consequence: '`docker run --mac-address …` fails',
  fix: 'Read Interface.MacAddress; com.docker.network.endpoint.macaddress in Options is the same in base64.',
  needs,
  dependsOn,
  async run(t) {
    const mac = someMac(t);
    const options = {'com.docker.network.endpoint.macaddress': macBase64(mac)};
    const network = await givenNetwork(t);
    const refusal = await macRefusal(t, network);
    if (refusal !== '') t.notApplicable(`the driver takes no MAC address of the user's: ${refusal}`);
    const {endpoint, call} = await createEndpoint(t, network, {mac, options});
    t.expect(call).toSucceed();
    await givenJoined(t, endpoint);
  },
});

export const givesAddress = defineCheck({
  id: 'network.create-endpoint.gives-address',
  title: 'With the null IPAM driver the driver gives the address itself',
  level: 'SHOULD',
  requirement: 'network/34',
  problem: 'An endpoint got no address, neither from the daemon nor from the driver.',
  consequence: 'the container starts without an IP address',
  fix: 'Answer with Interface.Address when the request has none.',
  needs,
  dependsOn,
  async run(t) {
    if ((await ipamDriverOf(t)) !== 'null') t.notApplicable('tested with --ipam-driver null');
    const {call} = await createEndpoint(t, await givenNetwork(t));
    t.expect(call).toSucceed();
    const address = call.reply?.Interface?.Address ?? '';
    t.expect.ok(address !== '', {expected: 'Interface.Address', actual: 'none'}, call);
  },
});

export const failedLeavesNothing = defineCheck({
  id: 'network.create-endpoint.failed-leaves-nothing',
  title: 'A CreateEndpoint that was refused leaves nothing that stands in the way of the next one',
  level: 'MUST',
  requirement: 'network/36',
  problem: 'After a refused CreateEndpoint the same MAC address could not be used again.',
  consequence: 'no DeleteEndpoint follows a failed create; each further `docker run` is refused',
  fix: 'Check everything before making anything, or undo what was made.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const {mac = ''} = await macWish(t, network);
    const ids = {NetworkID: network.id, EndpointID: hexId(t.random)};
    const Interface = {Address: 'not-an-address', AddressIPv6: '', MacAddress: mac};
    t.cleanup(() => t.plugin.call('NetworkDriver.DeleteEndpoint', ids, {probe: true}));
    const body = {...ids, Interface, Options: {}};
    const refused = await t.plugin.call('NetworkDriver.CreateEndpoint', body, {probe: true});
    if (refused.ok) t.notApplicable('the driver does not look at the address: the endpoint was not refused');
    await attach(t, network, {mac});
  },
});

export const secondKeepsFirst = defineCheck({
  id: 'network.create-endpoint.second-keeps-first',
  title: 'Creating and deleting a second endpoint does not disturb the first',
  level: 'MUST',
  requirement: 'network/41',
  problem: 'When a second container left, the first lost its endpoint.',
  consequence: 'a container that runs loses its network, or can not be stopped cleanly',
  fix: 'Keep endpoints by their id, and free only what belongs to that one.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const first = await givenEndpoint(t, network);
    const second = await attach(t, network);
    await detach(t, second);
    t.expect(await join(t, first)).toSucceed();
    t.expect(await leave(t, first)).toSucceed();
    t.expect(await deleteEndpoint(t, first)).toSucceed();
  },
});

export const secondContainer = defineCheck({
  id: 'network.create-endpoint.second-container',
  title: 'A network takes a second container while the first has it',
  level: 'SHOULD',
  requirement: 'network/76',
  problem: 'A second container of a network was refused.',
  consequence: '`docker run` fails as long as another container is on the network',
  fix: 'Make an interface for each endpoint; if there is one device only, say so in Err and to the users of the driver.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    await givenEndpoint(t, network);
    t.expect((await tryEndpoint(t, network)).call).toSucceed();
  },
});

export const dualStack = defineCheck({
  id: 'network.create-endpoint.dual-stack',
  title: 'On a network with both families an endpoint takes an address of each',
  level: 'MUST',
  requirement: ['network/19', 'network/32'],
  problem: 'A network with IPv6 was accepted, but no container could be attached to it.',
  consequence: '`docker run` on a network made with --ipv6 fails',
  fix: 'Read Interface.AddressIPv6 beside Address, or refuse IPv6Data in CreateNetwork.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    await needsDefaultAddresses(t);
    const {network, addressIPv6} = await dualStackNetwork(t);
    await detach(t, await attach(t, network, {addressIPv6}));
  },
});

export const secondSubnet = defineCheck({
  id: 'network.create-endpoint.second-subnet',
  title: 'On a network with two subnets an endpoint takes an address of the second',
  level: 'MUST',
  requirement: 'network/19',
  problem:
    'A network with two subnets was accepted, but no container could be attached with an address of the second.',
  consequence: '`docker run --ip …` fails, and every `docker run` once the first subnet is full',
  fix: 'Go through IPv4Data as a list, or refuse a second element in CreateNetwork.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    await needsDefaultAddresses(t);
    const {pool, gateway, address} = subnetV4(t);
    const second = {AddressSpace: 'LocalDefault', Gateway: gateway, Pool: pool};
    const first = defaultData(t);
    if (first.Pool === pool) t.notApplicable('needs more than one subnet; there is one --subnet');
    const network = await planNetwork(t, {ipv4: [first, second]});
    const created = await createNetwork(t, network);
    if (!created.ok) t.notApplicable(`the driver refuses a second subnet: ${created.error}`);
    await attachAndDetach(t, network, {address: address(2)});
  },
});
