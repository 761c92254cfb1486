import {asDaemonError} from '../errors.ts';
import {formatIp, formatPrefix} from '../ipam/address.ts';
import {allocate} from '../ipam/allocate.ts';
import {assignAddress} from '../ipam/endpoint-addresses.ts';
import {masked} from '../ipam/prefix.ts';
import type {NetworkContext} from './context.ts';
import {deleteEndpoint} from './delete-endpoint.ts';
import {deleteNetwork} from './delete-network.ts';
import {Endpoint} from './endpoint.ts';
import {Network} from './network.ts';
import type {IpamConfig, IpamInfo, SandboxRecord} from './record.ts';
import {Sandbox} from './sandbox.ts';
import {deleteSandbox, newSandbox} from './sandbox-life.ts';
import type {NetworkedContainer} from './settings.ts';

/** What is on disk comes to memory, address pools are requested again where wanted, and leftovers are removed (moby v28.5.2 libnetwork/controller.go New). */
export async function restoreNetworks(
  context: NetworkContext,
  living: readonly NetworkedContainer[],
): Promise<void> {
  load(context);
  for (const network of context.networks.values()) await replay(context, network);
  for (const record of [...context.environment.disk.network.sandboxes.values()])
    await restoreSandbox(context, record, living);
  await removeStaleEndpoints(context);
  for (const network of [...context.networks.values()]) {
    if (!network.record.inDelete) continue;
    await deleteNetwork(context, network, true).catch(error => {
      const {message} = asDaemonError(error);
      context.environment.log('debug', `Error while removing stale network: ${message}`);
    });
  }
}

function load({environment, networks}: NetworkContext): void {
  const {disk, random, hostNetworks} = environment;
  for (const record of random.shuffle([...disk.network.networks.values()], 'networks')) {
    networks.set(record.id, new Network(record));
    if (record.driver === 'bridge')
      for (const {pool} of record.info4) if (pool !== null) hostNetworks.push(masked(pool));
  }
  for (const record of disk.network.endpoints.values()) {
    const network = networks.get(record.networkId);
    network?.endpoints.set(record.id, new Endpoint(network, record));
  }
}

/** The IPAM driver is looked for in any case: only it can tell whether it wants to be told again (the same, reservePools). */
async function replay(context: NetworkContext, network: Network): Promise<void> {
  const {environment, ipam} = context;
  if (network.record.configOnly) return;
  const place = `network ${JSON.stringify(network.name)} (${network.id})`;
  const found = await ipam.get(network.record.ipamDriver).catch(error => {
    const {message} = asDaemonError(error);
    environment.log('warning', `Failed to retrieve ipam driver for ${place}: ${message}`);
    return null;
  });
  if (!found?.capability.requiresRequestReplay) return;
  const {record} = network;
  if (!environment.engine.ipam.keepsAfterFailedReplay)
    network.update({
      config4: withFormer(record.config4, record.info4),
      config6: withFormer(record.config6, record.info6),
    });
  await allocate(context, network, {skipsGateway: skipped(record.info4, record.info6)}).catch(error => {
    const {message} = asDaemonError(error);
    environment.log('warning', `Failed to allocate ipam pool(s) for ${place}: ${message}`);
  });
  for (const endpoint of network.endpoints.values()) {
    const wishes = {ipv4: null, ipv6: null, options: null};
    const assign = async () => {
      await assignAddress(context, endpoint, {driver: found.driver, family: 4, wishes});
      if (endpoint.record.addressIpv6 !== null)
        await assignAddress(context, endpoint, {driver: found.driver, family: 6, wishes});
    };
    if (!network.isSpecial)
      await assign().catch(error => {
        asDaemonError(error);
        const text = `Failed to reserve current address for endpoint ${JSON.stringify(endpoint.name)} (${endpoint.id}) on ${place}`;
        environment.log('warning', text);
      });
  }
}

/** The pool that the driver chose and the gateway that it gave are asked for as if the user had named them. */
function withFormer(configs: readonly IpamConfig[], infos: readonly IpamInfo[]): IpamConfig[] {
  return configs.map((config, at) => {
    const {pool = null, gateway = null} = infos[at] ?? {};
    const isChosen = configs.length === 1 && config.pool === '' && pool !== null;
    return {
      ...config,
      pool: isChosen ? formatPrefix(pool) : config.pool,
      gateway: config.gateway || (gateway === null ? '' : formatIp(gateway.ip)),
    };
  });
}

function skipped(info4: readonly IpamInfo[], info6: readonly IpamInfo[]) {
  const hasNone = (infos: readonly IpamInfo[]) =>
    infos.length > 0 && infos.every(info => info.gateway === null);
  return {ipv4: hasNone(info4), ipv6: hasNone(info6)};
}

/** That of a container which lives on is taken over; any other is removed by force (moby v28.5.2 libnetwork/sandbox_store.go sandboxRestore). */
async function restoreSandbox(
  context: NetworkContext,
  record: SandboxRecord,
  living: readonly NetworkedContainer[],
): Promise<void> {
  const {environment, namespaces, networks} = context;
  const container = living.find(({id}) => id === record.containerId);
  const sandbox =
    container === undefined
      ? new Sandbox({
          id: record.id,
          key: namespaces.key(record.id),
          containerId: record.containerId,
          options: {},
        })
      : newSandbox(context, container, record.id);
  sandbox.isPopulated = true;
  context.sandboxes.set(record.containerId, sandbox);
  for (const {networkId, endpointId} of record.endpoints) {
    const endpoint = networks.get(networkId)?.endpoints.get(endpointId);
    if (endpoint !== undefined) sandbox.add(endpoint, environment.engine);
  }
  if (container !== undefined) return sandbox.save(environment);
  environment.log('info', `Removing stale sandbox ${sandbox.id} (${sandbox.containerId})`);
  await deleteSandbox(context, sandbox, {force: true});
}

/** Endpoints that no sandbox has any more (the same, libnetwork/endpoint.go cleanupLocalEndpoints). */
async function removeStaleEndpoints(context: NetworkContext): Promise<void> {
  const used = new Set([...context.sandboxes.values()].flatMap(({endpoints}) => endpoints));
  for (const network of context.networks.values()) {
    for (const endpoint of [...network.endpoints.values()]) {
      if (used.has(endpoint)) continue;
      context.environment.log('info', `Removing stale endpoint ${endpoint.name} (${endpoint.id})`);
      await deleteEndpoint(context, endpoint, {force: true}).catch(error => {
        const {message} = asDaemonError(error);
        const text = `Could not delete local endpoint ${endpoint.name} during endpoint cleanup: ${message}`;
        context.environment.log('warning', text);
      });
    }
  }
}
