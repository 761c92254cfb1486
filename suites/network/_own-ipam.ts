import type {CheckContext} from '../../src/authoring.ts';
import type {IpamData} from './_given.ts';

interface PoolReply {
  readonly PoolID: string;
  readonly Pool: string;
}

/** Pool and gateway from the plugin's own IPAM driver, released after the check. */
export async function ownPool(t: CheckContext): Promise<{readonly data: IpamData; readonly poolId: string}> {
  const spaces = await t.plugin.call<{LocalDefaultAddressSpace: string}>(
    'IpamDriver.GetDefaultAddressSpaces',
  );
  const space = spaces.reply?.LocalDefaultAddressSpace ?? '';
  const pool = await t.plugin.call<PoolReply>('IpamDriver.RequestPool', {
    AddressSpace: space,
    Pool: '',
    SubPool: '',
    Options: t.settings.ipamOpts,
    V6: false,
  });
  if (!pool.ok || pool.reply === null) return t.blocked('ipam.request-pool.succeeds', pool.error);
  const {PoolID, Pool} = pool.reply;
  t.cleanup(() => t.plugin.call('IpamDriver.ReleasePool', {PoolID}, {probe: true}));
  const gateway = await ownAddress(t, PoolID, {RequestAddressType: 'com.docker.network.gateway'});
  return {data: {AddressSpace: space, Gateway: gateway, Pool}, poolId: PoolID};
}

/** One address from the plugin's own IPAM driver. */
export async function ownAddress(
  t: CheckContext,
  poolId: string,
  options: Readonly<Record<string, string>> | null = null,
): Promise<string> {
  const arguments_ = {PoolID: poolId, Address: '', Options: options};
  const given = await t.plugin.call<{Address: string}>('IpamDriver.RequestAddress', arguments_);
  const address = given.reply?.Address ?? '';
  if (!given.ok || address === '') return t.blocked('ipam.request-address.succeeds', given.error);
  const release = {PoolID: poolId, Address: address.replace(/\/.*/, '')};
  t.cleanup(() => t.plugin.call('IpamDriver.ReleaseAddress', release, {probe: true}));
  return address;
}
