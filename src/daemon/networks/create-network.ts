import {asDaemonError, DaemonError} from '../errors.ts';
import {allocate} from '../ipam/allocate.ts';
import {release} from '../ipam/release.ts';
import type {NetworkContext} from './context.ts';
import type {DriverOptions, NetworkDriver} from './driver.ts';
import {listNetworks} from './find.ts';
import {Network} from './network.ts';
import type {NetworkRecord} from './record.ts';

const ENABLE_IPV4 = 'com.docker.network.enable_ipv4';
const ENABLE_IPV6 = 'com.docker.network.enable_ipv6';
const INTERNAL = 'com.docker.network.internal';
const GENERIC = 'com.docker.network.generic';
const NO_SWARM =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** What a network is made from. */
export type NewNetwork = Omit<
  NetworkRecord,
  'id' | 'createdAt' | 'addressSpace' | 'info4' | 'info6' | 'inDelete'
>;

/** Makes a network (moby v28.5.2 libnetwork/controller.go NewNetwork). */
export function createNetwork(context: NetworkContext, request: NewNetwork): Promise<Network> {
  const {engine} = context.environment;
  const create = async () => {
    const hasName = listNetworks(context).some(({name}) => name === request.name);
    if (hasName)
      throw new DaemonError(`network with name ${request.name} already exists`, {status: 'conflict'});
    return make(context, newNetwork(context, request));
  };
  return engine.networks.locksNames ? context.locks.run(`name ${request.name}`, create) : create();
}

function newNetwork({environment}: NetworkContext, request: NewNetwork): Network {
  return new Network({
    ...request,
    id: environment.random.id(),
    createdAt: new Date().toISOString(),
    addressSpace: '',
    info4: [],
    info6: [],
    inDelete: false,
  });
}

async function make(context: NetworkContext, network: Network): Promise<Network> {
  if (network.record.configOnly) {
    network.update({driver: 'null', scope: 'local'});
    return store(context, network);
  }
  const driver = await context.drivers.get(network.driver);
  checkScope(context, network, driver);
  network.update({scope: network.record.scope || driver.scope});
  if (network.record.configFrom !== '') applyConfiguration(context, network);
  const options = optionsOf(context, network);
  const skipsGateway = await driver.skippedGateways(options);
  await allocate(context, network, {skipsGateway});
  try {
    await driver.createNetwork(network.record, options);
    await storeOrUndo(context, network, driver);
  } catch (error) {
    if (error instanceof DaemonError) await release(context, network);
    throw error;
  }
  return network;
}

function checkScope({environment}: NetworkContext, {record}: Network, driver: NetworkDriver): void {
  if (record.scope === 'local' && driver.scope === 'global')
    throw new DaemonError(`cannot downgrade network scope for ${record.driver} networks`);
  if (record.ingress && driver.scope !== 'global')
    throw new DaemonError('Ingress network can only be global scope network');
  const isMultihost = driver.scope === 'global' || record.scope === 'swarm';
  // The manager takes over, and works with managed plugins only.
  if (isMultihost && environment.disk.network.swarm !== null)
    throw new DaemonError(
      `rpc error: code = InvalidArgument desc = legacy plugin ${record.driver} of type NetworkDriver is not supported in swarm mode`,
    );
  if (record.scope === 'swarm')
    throw new DaemonError('cannot create a swarm scoped network when swarm is not active');
}

function applyConfiguration(context: NetworkContext, network: Network): void {
  const {configFrom} = network.record;
  const source = [...context.networks.values()].find(
    ({record}) => record.configOnly && record.name === configFrom,
  );
  if (source === undefined)
    throw new DaemonError(`configuration network ${JSON.stringify(configFrom)} does not exist`);
  const {config4, config6, ipamDriver, ipamOptions, driverOptions, internal} = source.record;
  const {enableIpv4, enableIpv6, labels} = source.record;
  network.update({
    config4,
    config6,
    ipamDriver,
    ipamOptions,
    driverOptions,
    internal,
    enableIpv4,
    enableIpv6,
    labels: {...labels, ...network.record.labels},
  });
}

/** The map that CreateNetwork and GwAllocCheck get. */
function optionsOf({environment}: NetworkContext, {record}: Network): DriverOptions {
  return {
    ...(environment.engine.networks.optionalIpv4 ? {[ENABLE_IPV4]: record.enableIpv4} : {}),
    [ENABLE_IPV6]: record.enableIpv6,
    ...(record.internal || record.configFrom !== '' ? {[INTERNAL]: record.internal} : {}),
    [GENERIC]: new Map(Object.entries(record.driverOptions)),
  };
}

/** Up to 23.0 a network of global scope cannot be stored without a swarm. */
async function storeOrUndo(context: NetworkContext, network: Network, driver: NetworkDriver): Promise<void> {
  const {engine, log} = context.environment;
  if (!engine.networks.globalNeedsSwarm || network.record.scope !== 'global') {
    store(context, network);
    return;
  }
  await driver.deleteNetwork(network.id).catch(error => {
    const {message} = asDaemonError(error);
    log(
      'warning',
      `couldn't roll back driver network on network ${network.name} creation failure: ${message}`,
    );
  });
  throw new DaemonError(NO_SWARM);
}

function store(context: NetworkContext, network: Network): Network {
  network.save(context.environment);
  context.networks.set(network.id, network);
  return network;
}
