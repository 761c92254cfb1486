import {
  type Call,
  type CallOptions,
  type CheckContext,
  type IpPrefix,
  parseCidr,
} from '../../src/authoring.ts';

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

/** A subnet that no other check asks for. */
export function subnet(t: CheckContext, bits = 24): string {
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

/** RequestPool in the local address space that the plugin announces; released after the check. */
export async function requestPool(
  t: CheckContext,
  wish: PoolWish = {},
  how: CallOptions = {},
): Promise<Call<PoolReply>> {
  const spaces = await t.plugin.call<SpacesReply>('IpamDriver.GetDefaultAddressSpaces');
  if (!spaces.ok) t.blocked('ipam.get-default-address-spaces.answers', spaces.error);
  const options = wish.options === null ? null : {...t.settings.ipamOpts, ...wish.options};
  const body = {
    AddressSpace: spaces.reply?.LocalDefaultAddressSpace ?? '',
    Pool: wish.pool ?? '',
    SubPool: wish.subPool ?? '',
    Options: options,
    V6: wish.v6 ?? false,
  };
  const call = await t.plugin.call<PoolReply>('IpamDriver.RequestPool', body, how);
  const id = call.reply?.PoolID;
  if (call.ok && id !== undefined) {
    heldBy(t).push(id);
    t.cleanup(() => releaseLeftover(t, id));
  }
  return call;
}

/** PoolIDs that a check holds, one entry for each success. */
const held = new WeakMap<CheckContext, string[]>();

function heldBy(t: CheckContext): string[] {
  const ids = held.get(t) ?? [];
  held.set(t, ids);
  return ids;
}

/** What the check gave back itself may belong to another one by now: many drivers use a PoolID again. */
async function releaseLeftover(t: CheckContext, id: string): Promise<void> {
  const at = heldBy(t).indexOf(id);
  if (at < 0) return;
  heldBy(t).splice(at, 1);
  await t.plugin.call('IpamDriver.ReleasePool', {PoolID: id}, {probe: true});
}

/** A pool. Not applicable where the driver gives no pools of the user's choice; blocked where it gives none at all. */
export async function givenPool(t: CheckContext, wish: PoolWish = {}): Promise<GivenPool> {
  const first = await requestPool(t, wish);
  // some drivers choose no pools
  const call =
    first.ok || wish.pool !== undefined ? first : await requestPool(t, {...wish, pool: anySubnet(t, wish)});
  if (!call.ok && wish.pool !== undefined) {
    const chosen = await requestPool(t, wish.v6 === undefined ? {} : {v6: wish.v6});
    if (chosen.ok) t.notApplicable(`the driver refuses the pool ${wish.pool}: ${call.error}`);
  }
  if (!call.ok && wish.v6) t.notApplicable(`the driver refuses IPv6: ${call.error}`);
  if (!call.ok) t.blocked('ipam.request-pool.succeeds', `RequestPool failed: ${call.error}`);
  return readPool(t, call);
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

/** An address of the driver's choice, without its prefix length; blocked when there is none. */
export async function givenAddress(t: CheckContext, pool: GivenPool, address = ''): Promise<string> {
  const call = await requestAddress(t, pool, {address});
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

export function releasePool(t: CheckContext, {id}: {readonly id: string}): Promise<Call> {
  const at = heldBy(t).indexOf(id);
  if (at >= 0) heldBy(t).splice(at, 1);
  return t.plugin.call('IpamDriver.ReleasePool', {PoolID: id});
}

/** The address number `n` of a pool. */
export function nth({family, value}: IpPrefix, n: number): {family: 4 | 6; value: bigint} {
  return {family, value: value + BigInt(n)};
}
