import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import {release} from '../ipam/release.ts';
import type {NetworkContext} from './context.ts';
import type {Network} from './network.ts';
import type {NetworkRecord} from './record.ts';

const PREDEFINED = ['bridge', 'host', 'none'];

/** `docker network rm` (moby v28.5.2 daemon/network.go deleteNetwork). */
export async function removeNetwork(context: NetworkContext, network: Network): Promise<void> {
  if (PREDEFINED.includes(network.name)) {
    const text = `${network.name} is a pre-defined network and cannot be removed`;
    throw new DaemonError(text, {status: 'invalid'});
  }
  await deleteNetwork(context, network, false).catch(error => {
    throw wrapError('error while removing network', error);
  });
}

/**
 * First the addresses, then the driver, then the store (moby v28.5.2 libnetwork/network.go delete). What fails halfway stays
 * marked, unseen by users, and is removed by force when the daemon starts.
 */
export function deleteNetwork(context: NetworkContext, network: Network, force: boolean): Promise<void> {
  return context.locks.run(network.id, async () => {
    if (!context.networks.has(network.id))
      throw new DaemonError(`unknown network ${network.name} id ${network.id}`, {status: 'not-found'});
    checkUse(context, network, force);
    network.update({inDelete: true});
    network.save(context.environment);
    if (!network.record.configOnly) {
      await release(context, network);
      await deleteFromDriver(context, network, force);
    }
    context.environment.life.check();
    context.networks.delete(network.id);
    context.environment.disk.network.networks.delete(network.id);
  });
}

function checkUse(context: NetworkContext, {record, endpoints}: Network, force: boolean): void {
  if (force) return;
  const isSource = [...context.networks.values()].some(other => other.record.configFrom === record.name);
  if (record.configOnly && isSource)
    throw new DaemonError(`configuration network ${JSON.stringify(record.name)} is in use`);
  if (endpoints.size === 0) return;
  throw new DaemonError(activeText(context, record, [...endpoints.values()]));
}

/** From 28.0 the endpoints are named. */
function activeText(
  {environment}: NetworkContext,
  {name, id}: NetworkRecord,
  endpoints: readonly {readonly name: string; readonly id: string}[],
): string {
  if (!environment.engine.networks.optionalIpv4) return `network ${name} id ${id} has active endpoints`;
  const names = endpoints.map(
    each => `name:${JSON.stringify(each.name)} id:${JSON.stringify(each.id.slice(0, 12))}`,
  );
  return `network ${name} has active endpoints (${names.join(', ')})`;
}

async function deleteFromDriver(
  {drivers, environment}: NetworkContext,
  network: Network,
  force: boolean,
): Promise<void> {
  const driver = await drivers.get(network.driver).catch(error => {
    if (!force) throw wrapError(environment.engine.networks.deleteError.replace(/: $/, ''), error);
    const text = `driver failed to delete stale network ${network.name} (${network.id}): ${asDaemonError(error).message}`;
    environment.log('debug', text);
    return null;
  });
  await driver?.deleteNetwork(network.id).catch(error => {
    environment.log(
      'warning',
      `driver error deleting network ${network.name} : ${asDaemonError(error).message}`,
    );
  });
}
