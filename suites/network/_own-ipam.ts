import {type CheckContext, formatCidr} from '../../src/authoring.ts';
import {asGateway, bare, givenPool, localSpace, requestAddress} from '../ipam/_given.ts';
import type {IpamData} from './_addressing.ts';

/** A network's pool of the plugin's own IPAM driver. */
export interface OwnPool {
  readonly data: IpamData;
  nextAddress(): Promise<string>;
}

/** Pool and gateway from the plugin's own IPAM driver, released after the check. */
export async function ownPool(t: CheckContext): Promise<OwnPool> {
  const pool = await givenPool(t);
  const nextAddress = async (options: Readonly<Record<string, string>> | null = null) => {
    const given = await requestAddress(t, pool, {options});
    const address = bare(given);
    if (address === '') return t.blocked('ipam.request-address.succeeds', given.error);
    const release = {PoolID: pool.id, Address: address};
    t.cleanup(() => t.plugin.call('IpamDriver.ReleaseAddress', release, {probe: true}));
    return given.reply?.Address ?? '';
  };
  const Gateway = await nextAddress(asGateway);
  const data = {AddressSpace: await localSpace(t), Gateway, Pool: formatCidr(pool.prefix)};
  return {data, nextAddress: () => nextAddress()};
}
