import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import {type AddressWishes, assignAddress, releaseAddresses} from '../ipam/endpoint-addresses.ts';
import type {NetworkContext} from './context.ts';
import type {DriverOptions} from './driver.ts';
import {type Endpoint, newEndpoint} from './endpoint.ts';
import type {Network} from './network.ts';

const MAC = 'com.docker.network.endpoint.macaddress';
const NAME = 'com.docker.network.endpoint.name';

/** What an endpoint is made from. */
export interface NewEndpoint {
  readonly name: string;
  /** The user's, as Go prints it; null: none. */
  readonly mac: string | null;
  readonly wishes: Pick<AddressWishes, 'ipv4' | 'ipv6'>;
  /** For CreateEndpoint, without the MAC address. */
  readonly options: DriverOptions;
}

/** An address for each family, then the driver's CreateEndpoint (moby v28.5.2 libnetwork/network.go CreateEndpoint). */
export async function createEndpoint(
  context: NetworkContext,
  network: Network,
  request: NewEndpoint,
): Promise<Endpoint> {
  if (network.record.configOnly)
    throw new DaemonError('cannot create endpoint on configuration-only network');
  if (network.endpointNamed(request.name) !== null)
    throw new DaemonError(`endpoint with name ${request.name} already exists in network ${network.name}`);
  return context.locks.run(network.id, () => make(context, network, request));
}

async function make(context: NetworkContext, network: Network, request: NewEndpoint): Promise<Endpoint> {
  const {environment} = context;
  if (!context.networks.has(network.id))
    throw new DaemonError(`network ${network.id} not found`, {status: 'not-found'});
  const endpoint = newEndpoint(network, environment.random.id(), request.name);
  endpoint.update({mac: request.mac});
  endpoint.options = request.options;
  const options = request.mac === null ? request.options : {...request.options, [MAC]: macBytes(request.mac)};
  await assignAddresses(context, endpoint, request);
  try {
    await addToDriver(context, endpoint, options);
    endpoint.save(environment);
  } catch (error) {
    if (error instanceof DaemonError) await releaseAddresses(context, endpoint);
    throw error;
  }
  network.endpoints.set(endpoint.id, endpoint);
  return endpoint;
}

/** An error of the second family leaves the first one's address with the IPAM driver. */
async function assignAddresses(
  context: NetworkContext,
  endpoint: Endpoint,
  request: NewEndpoint,
): Promise<void> {
  const {record, isSpecial} = endpoint.network;
  if (isSpecial) return;
  const {driver, capability} = await context.ipam.get(record.ipamDriver);
  const {engine, random} = context.environment;
  if (capability.requiresMacAddress && endpoint.record.mac === null)
    endpoint.update({mac: randomMac(random.id(), engine.ipam.dockerMacs)});
  const options = {
    ...(capability.requiresMacAddress ? {[MAC]: endpoint.record.mac ?? ''} : {}),
    ...(engine.ipam.namesEndpoint ? {[NAME]: endpoint.name} : {}),
  };
  const wishes = {...request.wishes, options: Object.keys(options).length === 0 ? null : options};
  if (record.enableIpv4) await assignAddress(context, endpoint, {driver, family: 4, wishes});
  if (record.enableIpv6) await assignAddress(context, endpoint, {driver, family: 6, wishes});
}

async function addToDriver(
  {drivers}: NetworkContext,
  endpoint: Endpoint,
  options: DriverOptions,
): Promise<void> {
  const {network, name} = endpoint;
  const driver = await drivers.get(network.driver).catch(error => {
    throw wrapError('failed to add endpoint', error);
  });
  await driver.createEndpoint(endpoint, options).catch(error => {
    throw new DaemonError(
      `failed to create endpoint ${name} on network ${network.name}: ${asDaemonError(error).message}`,
    );
  });
}

/** Base64 in the end, as Go's JSON writes six octets. */
function macBytes(mac: string): Uint8Array {
  return Uint8Array.from(mac.split(':'), octet => Number.parseInt(octet, 16));
}

/** Up to 27 02:42 and four octets; later any that is local and no group's (moby v28.5.2 libnetwork/netutils/utils.go). */
function randomMac(id: string, isDockers: boolean): string {
  const octets = (id.match(/../g) ?? []).slice(0, 6).map(octet => Number.parseInt(octet, 16));
  const [first = 0, ...rest] = octets;
  const start = isDockers ? [0x02, 0x42, ...rest.slice(1)] : [(first | 0x02) & 0xfe, ...rest];
  return start.map(octet => octet.toString(16).padStart(2, '0')).join(':');
}
