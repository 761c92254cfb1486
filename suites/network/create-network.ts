import {type Call, type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {defaultData, defaultDataV6} from './_addressing.ts';
import {join} from './_calls.ts';
import {createEndpoint} from './_endpoint.ts';
import {createNetwork, deleteNetwork, type GivenNetwork, givenNetwork, planNetwork} from './_given.ts';
import {ipamDriverOf} from './_ipam-driver.ts';
import {expectTold, needsDefaultAddresses} from './_judge.ts';
import {attachAndDetach} from './_story.ts';
import {subnetV4} from './_subnet.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.create-network.succeeds'];

export const succeeds = defineCheck({
  id: 'network.create-network.succeeds',
  title: 'CreateNetwork of a network with one subnet and the user options given succeeds',
  level: 'MUST',
  requirement: ['network/11', 'network/22', 'network/63', 'network/64'],
  problem: 'A network could not be created.',
  consequence: '`docker network create` fails with `remote: …` or hangs',
  fix: 'Answer CreateNetwork with 200 and `{}`. If the driver needs options, give --network-opt; if it needs another IPAM driver, say so in the error, or give --ipam-driver; if it takes certain subnets only, --subnet.',
  needs,
  async run(t) {
    t.expect(await createNetwork(t, await planNetwork(t))).toSucceed();
  },
});

export const poolShapes = defineCheck({
  id: 'network.create-network.several-subnets',
  title: 'No subnet, several and IPv6 ones are accepted, or refused with a reason',
  level: 'MUST',
  requirement: 'network/19',
  problem: 'The driver was upset by the number of subnets.',
  consequence:
    '`docker network create` with --ipv6, with two --subnet or with --ipv4=false breaks off without a usable reason, or takes the plugin down',
  fix: 'Go through IPv4Data and IPv6Data as lists of any length; say in `Err` what the driver does not support.',
  needs,
  dependsOn,
  async run(t) {
    await needsDefaultAddresses(t);
    const shapes = [
      {ipv4: [defaultData(t), defaultData(t)]},
      {ipv4: [defaultData(t)], ipv6: [defaultDataV6(t)]},
      {ipv4: [], ipv6: [defaultDataV6(t)]},
      {ipv4: []},
    ];
    for (const shape of shapes) {
      const network = await planNetwork(t, shape);
      expectTold(t, await createNetwork(t, network));
      // some drivers take one network at a time
      await deleteNetwork(t, network);
    }
  },
});

export const withoutGateway = defineCheck({
  id: 'network.create-network.without-gateway',
  title: 'A subnet without Gateway and without AuxAddresses is accepted',
  level: 'MUST',
  requirement: 'network/20',
  problem: 'A network without gateway could not be created.',
  consequence:
    '`docker network create --ipam-driver null` fails, as does a driver that had the gateway skipped',
  fix: 'Treat Gateway and AuxAddresses as optional.',
  needs,
  dependsOn,
  async run(t) {
    await needsDefaultAddresses(t);
    const ipv4 = [{AddressSpace: 'LocalDefault', Pool: subnetV4(t).pool}];
    const network = await planNetwork(t, {ipv4});
    t.expect(await createNetwork(t, network)).toSucceed();
    // what Join makes of it is judged by rules
    const {endpoint, call} = await createEndpoint(t, network);
    if (call.ok) await join(t, endpoint);
  },
});

export const auxAddresses = defineCheck({
  id: 'network.create-network.aux-addresses',
  title: 'AuxAddresses, which come with a prefix length, are accepted',
  level: 'MUST',
  requirement: 'network/21',
  problem: 'A network with --aux-address could not be created.',
  consequence: '`docker network create --aux-address router=…` fails',
  fix: 'Read Gateway and the values of AuxAddresses as address/length.',
  needs,
  dependsOn,
  async run(t) {
    await needsDefaultAddresses(t);
    const {pool, gateway, address} = subnetV4(t);
    const AuxAddresses = {printer: address(10), router: address(9)};
    const ipv4 = [{AddressSpace: 'LocalDefault', AuxAddresses, Gateway: gateway, Pool: pool}];
    t.expect(await createNetwork(t, await planNetwork(t, {ipv4}))).toSucceed();
  },
});

export const swarmId = defineCheck({
  id: 'network.create-network.swarm-id',
  title: 'An id of 25 letters and digits, as swarm makes them, serves as well as one of 64 hex digits',
  level: 'MUST',
  requirement: 'network/23',
  problem: 'A network whose id is not of 64 hex digits did not work.',
  consequence: 'the driver fails for every network that swarm makes',
  fix: 'Treat NetworkID as an opaque string; derive link names by a hash, not by cutting.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const letters = '0123456789abcdefghijklmnopqrstuvwxyz';
    const id = Array.from({length: 25}, () => letters[Math.floor(t.random() * 36)]).join('');
    const network = await planNetwork(t, {id});
    t.expect(await createNetwork(t, network)).toSucceed();
    await attachAndDetach(t, network);
  },
});

export const failedLeavesNothing = defineCheck({
  id: 'network.create-network.failed-leaves-nothing',
  title: 'A CreateNetwork that was refused leaves nothing that stands in the way of the next one',
  level: 'MUST',
  requirement: 'network/24',
  problem: 'After a refused CreateNetwork the same subnet could not be used again.',
  consequence: 'no DeleteNetwork follows a failed create; the user corrects the command and is refused again',
  fix: 'Check everything before making anything, or undo what was made.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    await needsDefaultAddresses(t);
    const good = defaultData(t);
    const bad = {AddressSpace: 'LocalDefault', Gateway: 'not-an-address', Pool: 'not-a-subnet'};
    const refused = await createNetworkProbe(t, await planNetwork(t, {ipv4: [good, bad]}));
    if (refused.ok) t.notApplicable('the driver does not look at the subnets: the create was not refused');
    const network = await planNetwork(t, {ipv4: [good]});
    t.expect(await createNetwork(t, network)).toSucceed();
    await attachAndDetach(t, network);
  },
});

/** No dockerd sends subnets that do not parse. */
function createNetworkProbe(t: CheckContext, network: GivenNetwork): Promise<Call> {
  t.cleanup(() => t.plugin.call('NetworkDriver.DeleteNetwork', {NetworkID: network.id}, {probe: true}));
  return t.plugin.call('NetworkDriver.CreateNetwork', network.request, {probe: true});
}

export const unknownOption = defineCheck({
  id: 'network.create-network.unknown-option',
  title: 'A driver option that the driver does not know is refused',
  level: 'MAY',
  requirement: 'network/22',
  problem: 'An option that no driver knows was accepted.',
  consequence: 'a misspelt `-o` goes unnoticed: the network comes up without what it should do',
  fix: 'Refuse unknown keys of com.docker.network.generic with an `Err` that names them.',
  needs,
  dependsOn,
  async run(t) {
    const generic = {...t.settings.networkOpts, 'plugtest-no-such-option': '1'};
    const network = await planNetwork(t, {options: {'com.docker.network.generic': generic}});
    t.expect(await createNetwork(t, network)).toFail();
  },
});

export const samePoolTwice = defineCheck({
  id: 'network.create-network.same-subnet-twice',
  title: 'Two networks with the same subnet are kept apart, or the second is refused',
  level: 'MUST',
  requirement: 'network/28',
  problem: 'Of two networks with the same subnet the second did not work.',
  consequence:
    'dockerd allows it when the networks use different IPAM drivers or address spaces: containers fail to start, or reach the wrong network',
  fix: 'Find endpoints by network and endpoint id, never by address; or refuse the second network with `Err`.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const ipv4 = (await ipamDriverOf(t)) === 'null' ? undefined : [defaultData(t)];
    const wish = ipv4 === undefined ? {} : {ipv4};
    if ((await ipamDriverOf(t)) === 'own') await needsDefaultAddresses(t);
    const first = await givenNetwork(t, wish);
    const second = await planNetwork(t, wish);
    const created = await createNetwork(t, second);
    if (!created.ok) return expectTold(t, created);
    await Promise.all([attachAndDetach(t, first), attachAndDetach(t, second)]);
  },
});
