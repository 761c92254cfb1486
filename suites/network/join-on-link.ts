import {
  type CheckContext,
  contains,
  defineCheck,
  formatCidr,
  formatIp,
  type IpPrefix,
  implementsDriver,
  networkOf,
  parseCidr,
  parseIp,
  sizeOf,
} from '../../src/authoring.ts';
import {defaultDataV6} from './_addressing.ts';
import {givenJoined} from './_calls.ts';
import {createEndpoint} from './_endpoint.ts';
import {createNetwork, type GivenNetwork, givenNetwork, planNetwork} from './_given.ts';
import {ipamDriverOf} from './_ipam-driver.ts';
import type {JoinReply, StaticRoute} from './_replies.ts';
import {subnetV6} from './_subnet.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.join.succeeds'];

export const gatewayOnLink = defineCheck({
  id: 'network.join.gateway-on-link',
  title: "Gateway and GatewayIPv6 lie in the subnet of the endpoint's address",
  level: 'MUST',
  requirement: 'network/47',
  problem: 'The gateway could not be reached from the container.',
  consequence:
    '`docker run` fails with `failed to set gateway: network is unreachable`, or `invalid argument` for a network or broadcast address',
  fix: 'Return the gateway that came with the network (without its prefix length), or an on-link route to it.',
  needs,
  dependsOn,
  async run(t) {
    const {reply, subnets} = await joinedAnywhere(t);
    const reachable = [...subnets, ...connectedIn(reply)];
    for (const text of [reply.Gateway, reply.GatewayIPv6]) {
      const gateway = parseIp(text);
      // none, or one of a family without an address, which a rule objects to
      if (gateway === null || !subnets.some(({family}) => family === gateway.family)) continue;
      const isFine = reachable.some(prefix => contains(prefix, gateway) && !isSpecial(prefix, gateway.value));
      t.expect.ok(isFine, {expected: `a gateway in ${subnets.map(formatCidr).join(' or ')}`, actual: text});
    }
  },
});

export const nextHopOnLink = defineCheck({
  id: 'network.join.next-hop-on-link',
  title: "The next hops of static routes lie in the subnet of the endpoint's address",
  level: 'MUST',
  requirement: 'network/48',
  problem: 'Join answered with a route over a neighbour that the container does not have.',
  consequence: '`docker run` fails when dockerd sets the route: `network is unreachable`',
  fix: 'Name a next hop of the subnet, or add a connected route (RouteType 1) to it.',
  needs,
  dependsOn,
  async run(t) {
    const {reply, subnets} = await joinedAnywhere(t);
    const reachable = [...subnets, ...connectedIn(reply)];
    for (const {RouteType, NextHop} of routesIn(reply)) {
      const hop = RouteType === 0 ? parseIp(NextHop) : null;
      if (hop === null || !subnets.some(({family}) => family === hop.family)) continue;
      t.expect.ok(
        reachable.some(prefix => contains(prefix, hop)),
        {expected: `a next hop in ${subnets.map(formatCidr).join(' or ')}`, actual: formatIp(hop)},
      );
    }
  },
});

export const ownSubnet = defineCheck({
  id: 'network.join.own-subnet-not-routed',
  title: 'No connected route names the subnet that the address brings with it',
  level: 'MUST',
  requirement: 'network/48',
  problem: 'Join answered with a route that is there already.',
  consequence:
    "the kernel makes the route to the address's subnet by itself: `docker run` fails with `file exists` when dockerd adds it again",
  fix: 'Leave the route to the own subnet out of StaticRoutes.',
  needs,
  dependsOn,
  async run(t) {
    const {reply, subnets} = await joinedAnywhere(t);
    const own = subnets.map(formatCidr);
    const double = connectedIn(reply).find(route => own.includes(formatCidr(networkOf(route))));
    t.expect.ok(double === undefined, {
      expected: `no connected route to ${own.join(' or ')}`,
      actual: `a route to ${double && formatCidr(double)}`,
    });
  },
});

/** A container on a network of both families, where the driver takes IPv6, and the subnets of its addresses. */
async function joinedAnywhere(t: CheckContext): Promise<{reply: JoinReply; subnets: readonly IpPrefix[]}> {
  const {network, addressIPv6} = await networkOfAnyFamily(t);
  const {endpoint, call} = await createEndpoint(t, network, {addressIPv6});
  const by = `network.create-endpoint.${addressIPv6 === '' ? 'succeeds' : 'dual-stack'}`;
  if (!call.ok) t.blocked(by, `CreateEndpoint failed: ${call.error}`);
  const reply = await givenJoined(t, endpoint);
  const {Address, AddressIPv6} = endpoint.asked;
  const subnets = [Address, AddressIPv6]
    .map(parseCidr)
    .flatMap(each => (each === null ? [] : networkOf(each)));
  if (subnets.length === 0) t.notApplicable('the driver gives the addresses itself');
  return {reply, subnets};
}

async function networkOfAnyFamily(t: CheckContext): Promise<{network: GivenNetwork; addressIPv6: string}> {
  if ((await ipamDriverOf(t)) === 'default') {
    const {pool, gateway, address} = subnetV6(t);
    const ipv6 = [{...defaultDataV6(t), Gateway: gateway, Pool: pool}];
    const network = await planNetwork(t, {ipv6});
    if ((await createNetwork(t, network)).ok) return {network, addressIPv6: address(2)};
  }
  return {network: await givenNetwork(t), addressIPv6: ''};
}

function routesIn({StaticRoutes}: JoinReply): readonly StaticRoute[] {
  return (StaticRoutes ?? []).flatMap(route => route ?? []);
}

/** Every type but 0 is connected (moby v28.5.2 libnetwork/drivers/remote/driver.go parseStaticRoutes). */
function connectedIn(reply: JoinReply): readonly IpPrefix[] {
  return routesIn(reply).flatMap(({RouteType, Destination}) => {
    const prefix = RouteType === 0 ? null : parseCidr(Destination);
    return prefix === null ? [] : [prefix];
  });
}

/** Network and broadcast address; kernels before 5.14 take both for broadcast. */
function isSpecial(prefix: IpPrefix, value: bigint): boolean {
  if (prefix.family === 6 || prefix.bits > 30) return false;
  const first = networkOf(prefix).value;
  return value === first || value === first + sizeOf(prefix) - 1n;
}
