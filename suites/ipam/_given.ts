import {
  type Call,
  type CallOptions,
  type CheckContext,
  formatCidr,
  type IpPrefix,
  parseCidr,
  sizeOf,
} from '../../src/authoring.ts';
import {isReasoned, isRefusal} from '../network/_refusal.ts';
import {roomFor} from '../network/_room.ts';
import {givenSubnet} from '../network/_subnet.ts';

export interface PoolReply {
  readonly PoolID: string;
  readonly Pool: string;
  readonly Data: Readonly<Record<string, string>> | null;
}

export interface AddressReply {
  readonly Address: string;
}

export interface SpacesReply {
  readonly LocalDefaultAddressSpace: string;
  readonly GlobalDefaultAddressSpace: string;
}

export interface PoolWish {
  /** Empty: the driver chooses. */
  readonly pool?: string;
  readonly subPool?: string;
  readonly v6?: boolean;
  /** The local address space if absent. */
  readonly space?: string;
  /** Beside those of the user. */
  readonly options?: Readonly<Record<string, string>> | null;
}

/** A pool of one check, released after it. */
export interface GivenPool {
  readonly id: string;
  readonly prefix: IpPrefix;
  readonly data: PoolReply['Data'];
}

export const asGateway = {RequestAddressType: 'com.docker.network.gateway'} as const;

/** A subnet that no other check asks for at the same time. */
export function subnet(t: CheckContext, bits = 24): string {
  const given = givenSubnet(t);
  if (given !== undefined) return formatCidr(given);
  const number = numberFor(t);
  return `10.${112 + (number >> 8)}.${number & 255}.0/${bits}`;
}

export function subnetV6(t: CheckContext): string {
  return `fd70:6c75:6970:${(4096 + numberFor(t)).toString(16)}::/64`;
}

function anySubnet(t: CheckContext, {v6}: PoolWish): string {
  return v6 ? subnetV6(t) : subnet(t);
}

function numberFor(t: CheckContext): number {
  return Number(/\d+$/.exec(t.unique('pool'))?.[0] ?? 0) % 4096;
}

/** The local address space that the plugin announces. */
export async function localSpace(t: CheckContext): Promise<string> {
  const spaces = await t.plugin.call<SpacesReply>('IpamDriver.GetDefaultAddressSpaces');
  if (!spaces.ok) t.blocked('ipam.get-default-address-spaces.answers', spaces.error);
  return spaces.reply?.LocalDefaultAddressSpace ?? '';
}

/** RequestPool in the local address space that the plugin announces; released after the check. */
export async function requestPool(
  t: CheckContext,
  wish: PoolWish = {},
  how: CallOptions = {},
): Promise<Call<PoolReply>> {
  const AddressSpace = wish.space ?? (await localSpace(t));
  const options = wish.options === null ? null : {...t.settings.ipamOpts, ...wish.options};
  const body = {
    AddressSpace,
    Pool: wish.pool ?? '',
    SubPool: wish.subPool ?? '',
    Options: options,
    V6: wish.v6 ?? false,
  };
  const room = roomFor(t, 'pools');
  return room.ask(t, async () => {
    const call = await t.plugin.call<PoolReply>('IpamDriver.RequestPool', body, how);
    const id = call.reply?.PoolID;
    if (call.ok && id !== undefined) {
      room.hold(t, id);
      t.cleanup(() => releaseLeftover(t, id));
    }
    return call;
  });
}

/** What the check gave back itself may belong to another one by now: many drivers use a PoolID again. */
async function releaseLeftover(t: CheckContext, id: string): Promise<void> {
  const room = roomFor(t, 'pools');
  if (!room.has(t, id)) return;
  await t.plugin.call('IpamDriver.ReleasePool', {PoolID: id}, {probe: true});
  room.drop(t, id);
}

/**
 * A pool. Not applicable where the driver gives no pools of the user's choice (`orChosen`: and no handy ones of its own);
 * blocked where it gives none at all.
 */
export async function givenPool(
  t: CheckContext,
  wish: PoolWish = {},
  {orChosen = false}: {readonly orChosen?: boolean} = {},
): Promise<GivenPool> {
  const first = await requestPool(t, wish);
  // some drivers choose no pools
  const call =
    first.ok || wish.pool !== undefined ? first : await requestPool(t, {...wish, pool: anySubnet(t, wish)});
  if (!call.ok && wish.pool !== undefined) {
    const chosen = await requestPool(t, wish.v6 === undefined ? {} : {v6: wish.v6});
    if (chosen.ok && orChosen && isHandy(readPool(t, chosen))) return readPool(t, chosen);
    if (chosen.ok) t.notApplicable(`the driver refuses the pool ${wish.pool}: ${call.error}`);
  }
  if (!call.ok && wish.v6) t.notApplicable(`the driver refuses IPv6: ${call.error}`);
  const room = roomFor(t, 'pools');
  if (isReasoned(call) && room.has(t)) room.full(t, call.error);
  if (!call.ok) t.blocked('ipam.request-pool.succeeds', `RequestPool failed: ${call.error}`);
  const pool = readPool(t, call);
  if (orChosen && !isHandy(pool))
    t.notApplicable(`the pool ${formatCidr(pool.prefix)} is too small or too large for this`);
  return pool;
}

/** Neither too small for what checks do with addresses, nor too large to be drained. */
function isHandy({prefix}: GivenPool): boolean {
  return sizeOf(prefix) >= 16n && sizeOf(prefix) <= 256n;
}

/** The pool of a success; blocked where the answer can't be read, which rules object to. */
export function readPool(t: CheckContext, call: Call<PoolReply>): GivenPool {
  const {PoolID = '', Pool = '', Data = null} = call.reply ?? {};
  const prefix = parseCidr(Pool);
  if (prefix === null) return t.blocked('ipam.request-pool.succeeds', `Pool is ${JSON.stringify(Pool)}`);
  return {id: PoolID, prefix, data: Data};
}

/** RequestAddress; released after the check with its pool. */
export function requestAddress(
  t: CheckContext,
  pool: GivenPool,
  wish: {
    readonly address?: string;
    readonly options?: Readonly<Record<string, string>> | null;
    readonly how?: CallOptions;
  } = {},
): Promise<Call<AddressReply>> {
  const body = {PoolID: pool.id, Address: wish.address ?? '', Options: wish.options ?? null};
  return t.plugin.call<AddressReply>('IpamDriver.RequestAddress', body, wish.how);
}

/** In a pool of so many addresses a check may find none left. */
const FEW = 8n;

/** An address of the driver's choice, without its prefix length; blocked when there is none. */
export async function givenAddress(t: CheckContext, pool: GivenPool, address = ''): Promise<string> {
  const call = await requestAddress(t, pool, {address});
  if (isRefusal(call) && sizeOf(pool.prefix) <= FEW)
    t.notApplicable(`the pool ${formatCidr(pool.prefix)} has too few addresses for this: ${call.error}`);
  if (!call.ok) t.blocked('ipam.request-address.succeeds', `RequestAddress failed: ${call.error}`);
  return bare(call);
}

/** The address of an answer without its prefix length, as dockerd gives it back. */
export function bare(call: Call<AddressReply>): string {
  return (call.reply?.Address ?? '').replace(/\/.*/, '');
}

export function releaseAddress(t: CheckContext, {id}: {readonly id: string}, address: string): Promise<Call> {
  return t.plugin.call('IpamDriver.ReleaseAddress', {PoolID: id, Address: address});
}

export async function releasePool(t: CheckContext, {id}: {readonly id: string}): Promise<Call> {
  const released = await t.plugin.call('IpamDriver.ReleasePool', {PoolID: id});
  roomFor(t, 'pools').drop(t, id);
  return released;
}

/** The address number `n` of a pool. */
export function nth({family, value}: IpPrefix, n: number): {family: 4 | 6; value: bigint} {
  return {family, value: value + BigInt(n)};
}
