import {type Call, type CallOptions, type CheckContext, hexId, parseCidr} from '../../src/authoring.ts';
import {defaultData, type IpamData, networkOptions, nullData} from './_addressing.ts';
import {ipamDriverOf} from './_ipam-driver.ts';
import {ownPool} from './_own-ipam.ts';
import {isReasoned} from './_refusal.ts';
import {roomFor} from './_room.ts';
import {subnetOf} from './_subnet.ts';

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
    Options: networkOptions(t, ipv6.length > 0, wish.options),
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
  const driver = given === undefined ? await ipamDriverOf(t) : 'default';
  if (driver === 'null') return {ipv4: [nullData], nextAddress: none};
  if (driver === 'own') {
    const {data, nextAddress} = await ownPool(t);
    return {ipv4: [data], nextAddress};
  }
  const ipv4 = given ?? [defaultData(t)];
  const prefix = parseCidr(ipv4[0]?.Pool ?? '');
  if (prefix === null) return {ipv4, nextAddress: none};
  const {address} = subnetOf(t, prefix);
  let last = 1;
  const next = async () => {
    last += 1;
    return address(last);
  };
  return {ipv4, nextAddress: next};
}

/**
 * Creates the network and has it removed after the check; says what came of it. Not applicable where the driver has no
 * room for one more.
 */
export async function createNetwork(
  t: CheckContext,
  network: GivenNetwork,
  options: CallOptions = {},
): Promise<Call> {
  const room = roomFor(t, 'networks');
  const created = await room.ask(t, () => tryNetwork(t, network, options));
  if (isReasoned(created) && room.isUsed()) await expectRoom(t);
  return created;
}

/** The same, without waiting for other checks, whatever comes of it. */
export async function tryNetwork(
  t: CheckContext,
  {id, request}: GivenNetwork,
  options: CallOptions = {},
): Promise<Call> {
  removeAfterwards(t, id);
  const created = await t.plugin.call('NetworkDriver.CreateNetwork', request, options);
  if (created.ok) roomFor(t, 'networks').hold(t, id);
  return created;
}

/** Ends the check where the driver takes no more networks, however plain, beside those that the check has. */
export async function expectRoom(t: CheckContext): Promise<void> {
  const plain = await planNetwork(t);
  const created = await tryNetwork(t, plain);
  if (isReasoned(created)) roomFor(t, 'networks').full(t, created.error);
  await deleteNetwork(t, plain);
}

export async function deleteNetwork(t: CheckContext, {id}: GivenNetwork): Promise<Call> {
  const deleted = await t.plugin.call('NetworkDriver.DeleteNetwork', {NetworkID: id});
  noteGone(t, id);
  return deleted;
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
  t.cleanup(async () => {
    await t.plugin.call('NetworkDriver.DeleteNetwork', {NetworkID: id}, {probe: true});
    noteGone(t, id);
  });
}

/** Endpoints go with their network. */
function noteGone(t: CheckContext, id: string): void {
  roomFor(t, 'endpoints').dropAll(t, id);
  roomFor(t, 'networks').drop(t, id);
}
