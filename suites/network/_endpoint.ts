import {type Call, type CheckContext, hexId} from '../../src/authoring.ts';
import {createNetwork, type GivenNetwork, planNetwork} from './_given.ts';
import type {CreateEndpointReply} from './_replies.ts';
import {isRefusal} from './_room.ts';
import {subnetV6} from './_subnet.ts';

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
  /** No dockerd asks so. */
  readonly probe?: boolean;
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
  const body = {...ids, Interface: asked, Options: options};
  const call = await t.plugin.call<CreateEndpointReply>('NetworkDriver.CreateEndpoint', body, {
    probe: wish.probe ?? false,
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
  if (isRefusal(call)) await expectRoom(t, network, call.error);
  if (!call.ok) t.blocked('network.create-endpoint.succeeds', `CreateEndpoint failed: ${call.error}`);
  const ids = held.get(network) ?? [];
  held.set(network, [...ids, endpoint.ids]);
  return endpoint;
}

/** What the checks have in their networks. */
const held = new WeakMap<GivenNetwork, readonly GivenEndpoint['ids'][]>();

/** A link from point to point has two ends: refuses a third, again when asked again, and takes it for one of the others. */
async function expectRoom(t: CheckContext, network: GivenNetwork, error: string): Promise<void> {
  const ids = held.get(network) ?? [];
  const last = ids.at(-1);
  if (ids.length < FEWEST || last === undefined) return;
  if (!isRefusal((await createEndpoint(t, network)).call)) return;
  await t.plugin.call('NetworkDriver.Leave', last, {probe: true});
  await t.plugin.call('NetworkDriver.DeleteEndpoint', last, {probe: true});
  const {call} = await createEndpoint(t, network);
  if (call.ok) t.notApplicable(`a network takes no more than ${ids.length} endpoints: ${error}`);
}

/** A driver that takes one endpoint only connects nothing. */
const FEWEST = 2;

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
