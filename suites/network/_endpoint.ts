import {type Call, type CallOptions, type CheckContext, hexId} from '../../src/authoring.ts';
import {createNetwork, type GivenNetwork, planNetwork, tryNetwork} from './_given.ts';
import {isReasoned} from './_refusal.ts';
import type {CreateEndpointReply} from './_replies.ts';
import {roomFor} from './_room.ts';
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

interface Created {
  readonly endpoint: GivenEndpoint;
  readonly call: Call<CreateEndpointReply>;
}

/**
 * Creates an endpoint and has it removed after the check; says what came of it. Not applicable where the driver has no
 * room for one more, however plain, beside those that the check has.
 */
export async function createEndpoint(
  t: CheckContext,
  network: GivenNetwork,
  wish: EndpointWish = {},
): Promise<Created> {
  const room = roomFor(t, 'endpoints');
  const request = await planEndpoint(t, network, wish);
  const call = await room.ask(t, () => ask(t, request));
  if (isReasoned(call) && room.isUsed()) await expectPlace(t, network);
  return {endpoint: givenBy(request), call};
}

/** The same, without waiting for other checks, whatever comes of it. */
export async function tryEndpoint(
  t: CheckContext,
  network: GivenNetwork,
  wish: EndpointWish = {},
): Promise<Created> {
  const request = await planEndpoint(t, network, wish);
  return {endpoint: givenBy(request), call: await ask(t, request)};
}

interface EndpointRequest {
  readonly body: GivenEndpoint['ids'] & {
    readonly Interface: GivenEndpoint['asked'];
    readonly Options: object;
  };
  readonly probe: boolean;
}

async function planEndpoint(
  t: CheckContext,
  network: GivenNetwork,
  wish: EndpointWish,
): Promise<EndpointRequest> {
  const ids = {NetworkID: network.id, EndpointID: hexId(t.random)};
  const Address = wish.address ?? (await network.nextAddress());
  const Interface = {Address, AddressIPv6: wish.addressIPv6 ?? '', MacAddress: wish.mac ?? ''};
  const Options = {...noPorts, ...wish.options};
  return {body: {...ids, Interface, Options}, probe: wish.probe ?? false};
}

function givenBy({body: {NetworkID, EndpointID, Interface}}: EndpointRequest): GivenEndpoint {
  return {ids: {NetworkID, EndpointID}, asked: Interface};
}

async function ask(t: CheckContext, request: EndpointRequest): Promise<Created['call']> {
  const {body, probe} = request;
  const {ids} = givenBy(request);
  t.cleanup(async () => {
    await t.plugin.call('NetworkDriver.Leave', ids, {probe: true});
    await endEndpoint(t, ids, {probe: true});
  });
  const call = await t.plugin.call<CreateEndpointReply>('NetworkDriver.CreateEndpoint', body, {probe});
  if (call.ok) roomFor(t, 'endpoints').hold(t, placeOf(ids));
  return call;
}

/** Ends the check where the driver takes no more endpoints, however plain, beside those that the check has. */
async function expectPlace(t: CheckContext, network: GivenNetwork): Promise<void> {
  const room = roomFor(t, 'endpoints');
  const place = room.hasAny(t, network.id) ? network : await plainNetwork(t, network);
  const {endpoint, call} = await tryEndpoint(t, place);
  if (isReasoned(call)) room.full(t, call.error);
  await endEndpoint(t, endpoint.ids);
}

/** A network that takes not even one may be refused for itself: whether there is room shows on another; where there is none, on it. */
async function plainNetwork(t: CheckContext, network: GivenNetwork): Promise<GivenNetwork> {
  const plain = await planNetwork(t);
  return (await tryNetwork(t, plain)).ok ? plain : network;
}

/** DeleteEndpoint; another check may have its place then. */
export async function endEndpoint(
  t: CheckContext,
  ids: GivenEndpoint['ids'],
  options: CallOptions = {},
): Promise<Call> {
  const ended = await t.plugin.call('NetworkDriver.DeleteEndpoint', ids, options);
  roomFor(t, 'endpoints').drop(t, placeOf(ids));
  return ended;
}

/** Begins with its network, with which it goes. */
function placeOf({NetworkID, EndpointID}: GivenEndpoint['ids']): string {
  return `${NetworkID}/${EndpointID}`;
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
