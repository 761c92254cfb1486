import {asDaemonError} from '../errors.ts';
import type {NetworkContext} from '../networks/context.ts';
import type {Network} from '../networks/network.ts';
import type {IpamInfo} from '../networks/record.ts';
import {formatIp} from './address.ts';
import type {IpamDriver} from './driver.ts';
import {contains} from './prefix.ts';

/** Gives back all that a network has; errors are only logged (moby v28.5.2 libnetwork/network.go ipamRelease). */
export async function release(context: NetworkContext, network: Network): Promise<void> {
  if (network.isSpecial) return;
  try {
    const {driver} = await context.ipam.get(network.record.ipamDriver);
    await releaseFamily(context, network, {driver, family: 4});
    await releaseFamily(context, network, {driver, family: 6});
  } catch (error) {
    const {message} = asDaemonError(error);
    context.environment.log(
      'warning',
      `Failed to retrieve ipam driver to release address pool(s) on delete of network ${network.name} (${network.id}): ${message}`,
    );
  }
}

interface Family {
  readonly driver: IpamDriver;
  readonly family: 4 | 6;
}

/** Gateway, auxiliary addresses, pool, for each subnet of one family. */
export async function releaseFamily(
  context: NetworkContext,
  network: Network,
  {driver, family}: Family,
): Promise<void> {
  const key = family === 4 ? 'info4' : 'info6';
  for (const info of network.record[key]) {
    for (const ip of [...(info.gateway === null ? [] : [info.gateway.ip]), ...auxiliaries(context, info)]) {
      await driver
        .releaseAddress(info.poolId, ip)
        .catch(error => warn(context, network, `ip address ${formatIp(ip)}`, error));
    }
    await driver
      .releasePool(info.poolId)
      .catch(error => warn(context, network, `address pool ${info.poolId}`, error));
  }
  network.update({[key]: []});
}

function auxiliaries({environment}: NetworkContext, {aux, pool}: IpamInfo) {
  const given = Object.values(aux).flatMap(prefix => (prefix === null ? [] : [prefix.ip]));
  const inside = given.filter(ip => pool !== null && contains(pool, ip));
  return environment.random.shuffle(inside, 'addresses');
}

function warn({environment}: NetworkContext, {name, id}: Network, ...[what, error]: [string, unknown]): void {
  const {message} = asDaemonError(error);
  environment.log('warning', `Failed to release ${what} on delete of network ${name} (${id}): ${message}`);
}
