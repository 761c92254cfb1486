import {type Call, type CheckContext, hexId} from '../../src/authoring.ts';
import {ownAddress, ownPool} from './_own-ipam.ts';
import type {CreateEndpointReply} from './_replies.ts';
import {subnetV4, subnetV6} from './_subnet.ts';

/** One element of IPv4Data or IPv6Data, keys in dockerd's order. */
export interface IpamData {
  readonly AddressSpace: string;
  readonly AuxAddresses?: Readonly<Record<string, string>>;
  readonly Gateway?: string;
  readonly Pool?: string;
}

/** What CreateNetwork is called with. */
export interface NetworkRequest {
  readonly NetworkID: string;
  readonly Options: Readonly<Record<string, unknown>>;
  readonly IPv4Data: readonly IpamData[];
  readonly IPv6Data: readonly IpamData[];
}

/** A network of one check, removed after it. */
export interface GivenNetwork {
  readonly id: string;
  readonly request: NetworkRequest;
  /** The next free address with its prefix length; empty where the daemon would give none (null IPAM driver). */
  nextAddress(): Promise<string>;
}

export interface NetworkWish {
  readonly id?: string;
  readonly ipv4?: readonly IpamData[];
  readonly ipv6?: readonly IpamData[];
  /** Beside what is always there. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a daemon with these settings would ask for; nothing is called but the plugin's own IPAM driver, if it is wanted. */
export async function planNetwork(t: CheckContext, wish: NetworkWish = {}): Promise<GivenNetwork> {
  const {ipv4, nextAddress} = await addressing(t, wish.ipv4);
  const ipv6 = wish.ipv6 ?? [];
  const id = wish.id ?? hexId(t.random);
  const request = {
    NetworkID: id,
    Options: networkOptions(t, wish, ipv6.length > 0),
    IPv4Data: ipv4,
    IPv6Data: ipv6,
  };
  return {id, request, nextAddress};
}

async function addressing(
  t: CheckContext,
  given: readonly IpamData[] | undefined,
): Promise<{ipv4: readonly IpamData[]; nextAddress(): Promise<string>}> {
  const none = async () => '';
  if (given === undefined && t.settings.ipamDriver === 'null')
    return {ipv4: [{AddressSpace: 'null', Pool: '0.0.0.0/0'}], nextAddress: none};
  if (given === undefined && t.settings.ipamDriver === 'own') {
    const {data, poolId} = await ownPool(t);
    return {ipv4: [data], nextAddress: () => ownAddress(t, poolId)};
  }
  const ipv4 = given ?? [defaultData(t)];
  const start = ipv4[0]?.Pool?.replace(/\.\d+\/.*/, '');
  let last = 1;
  const next = async () => {
    last += 1;
    return `${start}.${last}/24`;
  };
  return {ipv4, nextAddress: start === undefined ? none : next};
}

/** A pool and its gateway, as the built-in IPAM driver gives them. */
export function defaultData(t: CheckContext): IpamData {
  const {pool, gateway} = subnetV4(t);
  return {AddressSpace: 'LocalDefault', Gateway: gateway, Pool: pool};
}

/** The same for IPv6. */
export function defaultDataV6(t: CheckContext): IpamData {
  const {pool, gateway} = subnetV6(t);
  return {AddressSpace: 'LocalDefault', Gateway: gateway, Pool: pool};
}

/** Options of CreateNetwork; keys are sorted on the way out, as Go sorts a map (moby v28.5.2 daemon/network.go createNetwork). */
function networkOptions(
  t: CheckContext,
  {options}: NetworkWish,
  hasV6: boolean,
): Readonly<Record<string, unknown>> {
  const known = Number.parseInt(t.facts.engine, 10) >= 28 ? {'com.docker.network.enable_ipv4': true} : {};
  return {
    ...known,
    'com.docker.network.enable_ipv6': hasV6,
    'com.docker.network.generic': t.settings.networkOpts,
    ...options,
  };
}

/** Creates the network and has it removed after the check; says what came of it. */
export async function createNetwork(t: CheckContext, network: GivenNetwork): Promise<Call> {
  removeAfterwards(t, network.id);
  return t.plugin.call('NetworkDriver.CreateNetwork', network.request);
}

/** A network; the check is blocked when it can't be created, since that has a check of its own. */
export async function givenNetwork(t: CheckContext, wish: NetworkWish = {}): Promise<GivenNetwork> {
  const network = await planNetwork(t, wish);
  const created = await createNetwork(t, network);
  if (!created.ok) t.blocked('network.create-network.succeeds', `CreateNetwork failed: ${created.error}`);
  return network;
}

/** Deletes the network after the check; harmless where the check did it already. */
export function removeAfterwards(t: CheckContext, id: string): void {
  t.cleanup(() => t.plugin.call('NetworkDriver.DeleteNetwork', {NetworkID: id}, {probe: true}));
}

/** An endpoint of one check, removed after it. */
export interface GivenEndpoint {
  readonly ids: {readonly NetworkID: string; readonly EndpointID: string};
  /** What the daemon asked for; empty: left to the plugin. */
  readonly asked: {readonly Address: string; readonly AddressIPv6: string; readonly MacAddress: string};
}

export interface EndpointWish {
  readonly address?: string;
  readonly addressIPv6?: string;
  readonly mac?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Options of an endpoint without ports (moby v28.5.2 daemon/network.go buildPortsRelatedCreateEndpointOptions). */
export const noPorts = {
  'com.docker.network.endpoint.exposedports': [],
  'com.docker.network.portmap': [],
} as const;

/** Creates an endpoint and has it removed after the check; says what came of it. */
export async function createEndpoint(
  t: CheckContext,
  network: GivenNetwork,
  wish: EndpointWish = {},
): Promise<{readonly endpoint: GivenEndpoint; readonly call: Call<CreateEndpointReply>}> {
  const ids = {NetworkID: network.id, EndpointID: hexId(t.random)};
  const address = wish.address ?? (await network.nextAddress());
  const asked = {Address: address, AddressIPv6: wish.addressIPv6 ?? '', MacAddress: wish.mac ?? ''};
  t.cleanup(async () => {
    await t.plugin.call('NetworkDriver.Leave', ids, {probe: true});
    await t.plugin.call('NetworkDriver.DeleteEndpoint', ids, {probe: true});
  });
  const options = {...noPorts, ...wish.options};
  const call = await t.plugin.call<CreateEndpointReply>('NetworkDriver.CreateEndpoint', {
    ...ids,
    Interface: asked,
    Options: options,
  });
  return {endpoint: {ids, asked}, call};
}

/** An endpoint; the check is blocked when it can't be created. */
export async function givenEndpoint(
  t: CheckContext,
  network: GivenNetwork,
  wish: EndpointWish = {},
): Promise<GivenEndpoint> {
  const {endpoint, call} = await createEndpoint(t, network, wish);
  if (!call.ok) t.blocked('network.create-endpoint.succeeds', `CreateEndpoint failed: ${call.error}`);
  return endpoint;
}

/** A network of both families with an address for an endpoint; not applicable where the driver refuses IPv6. */
export async function dualStackNetwork(
  t: CheckContext,
): Promise<{readonly network: GivenNetwork; readonly addressIPv6: string}> {
  const {pool, gateway, address} = subnetV6(t);
  const network = await planNetwork(t, {
    ipv6: [{AddressSpace: 'LocalDefault', Gateway: gateway, Pool: pool}],
  });
  const created = await createNetwork(t, network);
  if (!created.ok) t.notApplicable(`the driver refuses IPv6: ${created.error}`);
  return {network, addressIPv6: address(2)};
}
