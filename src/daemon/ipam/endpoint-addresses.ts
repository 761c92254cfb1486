import {asDaemonError, DaemonError} from '../errors.ts';
import type {NetworkContext} from '../networks/context.ts';
import type {Endpoint} from '../networks/endpoint.ts';
import {formatIp, type Ip} from './address.ts';
import type {IpamDriver} from './driver.ts';
import {contains} from './prefix.ts';

/** Which addresses an endpoint wants. */
export interface AddressWishes {
  readonly ipv4: Ip | null;
  readonly ipv6: Ip | null;
  readonly options: Readonly<Record<string, string>> | null;
}

/** An address for one family; what the endpoint already has is asked for again (moby v28.5.2 libnetwork/endpoint.go assignAddressVersion). */
export async function assignAddress(
  context: NetworkContext,
  endpoint: Endpoint,
  {driver, family, wishes}: {driver: IpamDriver; family: 4 | 6; wishes: AddressWishes},
): Promise<void> {
  const {record} = endpoint.network;
  const infos = family === 4 ? record.info4 : record.info6;
  if (infos.length === 0 && family === 6) return;
  const wished = family === 4 ? wishes.ipv4 : wishes.ipv6;
  const present = family === 4 ? endpoint.record.address : endpoint.record.addressIpv6;
  const ip = wished ?? present?.ip ?? null;
  for (const {poolId, pool} of infos) {
    if (ip !== null && !(pool !== null && contains(pool, ip))) continue;
    try {
      const address = await driver.requestAddress({poolId, ip, options: wishes.options});
      endpoint.update(family === 4 ? {address, poolId} : {addressIpv6: address, poolIdIpv6: poolId});
      return;
    } catch (error) {
      if (asDaemonError(error).reason !== 'no-address' || ip !== null) throw error;
    }
  }
  throw noAddress(context, endpoint, {family, ip});
}

function noAddress(
  {environment}: NetworkContext,
  {network}: Endpoint,
  {family, ip}: {family: 4 | 6; ip: Ip | null},
): DaemonError {
  if (ip !== null) {
    const start = environment.engine.networks.invalidAddress;
    const text = `${start} ${formatIp(ip)}: It does not belong to any of this network's subnets`;
    return new DaemonError(text, {status: 'invalid'});
  }
  const place = `${network.name} (${network.id})`;
  return new DaemonError(`no available IPv${family} addresses on this network's address pools: ${place}`);
}

/** Gives back what an endpoint has; errors are only logged. */
export async function releaseAddresses(context: NetworkContext, endpoint: Endpoint): Promise<void> {
  const {network, record} = endpoint;
  if (network.isSpecial) return;
  const warn = (what: string) => (error: unknown) => {
    const {message} = asDaemonError(error);
    const text = `Failed to ${what} on delete of endpoint ${endpoint.name} (${endpoint.id}): ${message}`;
    context.environment.log('warning', text);
  };
  const found = await context.ipam
    .get(network.record.ipamDriver)
    .catch(warn('retrieve ipam driver to release interface address'));
  if (!found) return;
  const held = [
    {prefix: record.address, poolId: record.poolId},
    {prefix: record.addressIpv6, poolId: record.poolIdIpv6},
  ];
  for (const {prefix, poolId} of held) {
    if (prefix === null) continue;
    await found.driver
      .releaseAddress(poolId, prefix.ip)
      .catch(warn(`release ip address ${formatIp(prefix.ip)}`));
  }
}
