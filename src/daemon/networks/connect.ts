import {asDaemonError, DaemonError, ignoreDaemonError, wrapError} from '../errors.ts';
import {parseIp} from '../ipam/address.ts';
import type {NetworkContext} from './context.ts';
import {createEndpoint} from './create-endpoint.ts';
import {deleteEndpoint, sandboxOf} from './delete-endpoint.ts';
import type {DriverOptions} from './driver.ts';
import type {Endpoint} from './endpoint.ts';
import {findNetwork} from './find.ts';
import {join} from './join.ts';
import {readMac} from './join-reply.ts';
import {leave} from './leave.ts';
import type {Network} from './network.ts';
import {hasMappedPorts, mappedPorts} from './oper-info.ts';
import {portOptions} from './ports.ts';
import type {Sandbox} from './sandbox.ts';
import {newSandbox} from './sandbox-life.ts';
import {type EndpointSettings, isUserDefined, type NetworkedContainer} from './settings.ts';
import {checkEndpoint} from './validate-endpoint.ts';

const DNS = 'com.docker.network.endpoint.dnsservers';

/** A running or starting container, and a network by the name or id that its settings give. */
export interface Connection {
  readonly container: NetworkedContainer;
  readonly name: string;
  readonly settings: EndpointSettings;
}

/** An endpoint is made and joined; what fails later undoes what went before (moby v28.5.2 daemon/container_operations.go connectToNetwork). */
export async function connectToNetwork(context: NetworkContext, connection: Connection): Promise<void> {
  const {container, name, settings} = connection;
  const {environment} = context;
  const wanted = isUserDefined(name) && settings.networkId !== '' ? settings.networkId : name;
  const network = findForContainer(context, wanted);
  checkEndpoint(environment, network, {name: network.name, settings});
  const known = context.sandboxes.get(container.id) ?? null;
  const options = await createOptions(context, {network, connection, sandbox: known});
  const endpoint = await createEndpoint(context, network, {
    name: container.name,
    mac: macOf(context, connection, network),
    wishes: {ipv4: parseIp(settings.ip), ipv6: parseIp(settings.ip6)},
    options,
  });
  try {
    container.networks.delete(name);
    container.networks.set(network.name, {...settings, networkId: network.id});
    const sandbox = known ?? newSandbox(context, container);
    if (settings.priority !== 0) sandbox.priorities.set(endpoint.id, settings.priority);
    await join(context, endpoint, sandbox);
    if (environment.engine.networks.operInfoAfterJoin) await askForJoinInfo(context, endpoint);
    await mappedPorts(context, sandbox);
  } catch (error) {
    if (error instanceof DaemonError && !environment.life.isOver)
      await deleteEndpoint(context, endpoint, {force: false}).catch(failure => {
        ignoreDaemonError(failure);
        environment.log('warning', `Could not rollback container connection to network ${name}`);
      });
    throw error;
  }
}

/** In a swarm the managers are asked for a network that is not known here. */
function findForContainer(context: NetworkContext, name: string): Network {
  try {
    return findNetwork(context, name);
  } catch (error) {
    const {swarm} = context.environment.disk.network;
    if (swarm === null || asDaemonError(error).reason !== 'no-such-network') throw error;
    throw new DaemonError(
      `Could not attach to network ${name}: rpc error: code = NotFound desc = network ${name} not found`,
    );
  }
}

async function askForJoinInfo(context: NetworkContext, endpoint: Endpoint): Promise<void> {
  await hasMappedPorts(context, endpoint).catch(error => {
    throw wrapError('Updating join info failed', error);
  });
}

interface Creation {
  readonly network: Network;
  readonly connection: Connection;
  readonly sandbox: Sandbox | null;
}

/** Up to 24.0 it is the container's, and goes to the network that it was created with. */
function macOf(
  {environment}: NetworkContext,
  {settings, container}: Connection,
  network: Network,
): string | null {
  const {macPerNetwork} = environment.engine.networks;
  const isHeard = macPerNetwork || [network.name, network.id].includes(container.networking.mode);
  return isHeard && settings.mac !== '' ? readMac(settings.mac) : null;
}

/** For CreateEndpoint. Ports are said once: not when an endpoint of the sandbox has mapped them, nor on internal networks. */
async function createOptions(
  context: NetworkContext,
  {network, connection, sandbox}: Creation,
): Promise<DriverOptions> {
  const {environment} = context;
  const {networking} = connection.container;
  const {internal} = network.record;
  const {exposesPublishedOnly, operInfoBeforeInternal} = environment.engine.networks;
  const asks = sandbox !== null && (!internal || operInfoBeforeInternal);
  const isMapped = (asks && (await mappedPorts(context, sandbox))) || internal;
  const hidesDns = internal || (isMapped && operInfoBeforeInternal);
  return {
    ...connection.settings.driverOpts,
    ...(isMapped ? {} : portOptions(environment, networking, {publishedOnly: exposesPublishedOnly})),
    ...(hidesDns || networking.dns.length === 0 ? {} : {[DNS]: networking.dns}),
  };
}

/** Leave, then DeleteEndpoint (the same, disconnectFromNetwork). */
export async function disconnectFromNetwork(
  context: NetworkContext,
  container: NetworkedContainer,
  {network, force}: {readonly network: Network; readonly force: boolean},
): Promise<void> {
  const own = context.sandboxes.get(container.id) ?? null;
  const endpoint = [...network.endpoints.values()].find(
    each => own !== null && sandboxOf(context, each) === own,
  );
  if (endpoint === undefined || own === null) {
    const stray = force ? network.endpointNamed(container.name) : null;
    if (stray !== null) return deleteEndpoint(context, stray, {force: true});
    throw new DaemonError(`container ${container.id} is not connected to network ${network.name}`);
  }
  await leave(context, endpoint, own).catch(error => {
    throw wrapError(`container ${container.id} failed to leave network ${network.name}`, error);
  });
  await mappedPorts(context, own);
  await deleteEndpoint(context, endpoint, {force: false}).catch(error => {
    throw wrapError(`endpoint delete failed for container ${container.id} on network ${network.name}`, error);
  });
  container.networks.delete(network.name);
}
