import {sortedMap} from '../../gojson/encode.ts';
import type {Environment} from '../environment.ts';
import {asDaemonError, DaemonError} from '../errors.ts';
import type {PluginClient} from '../plugins/client.ts';
import {type CapabilityReply, type NetworkCapability, readCapability} from './capability.ts';
import type {DriverOptions, NetworkDriver, NodeDiscovery, SkippedGateways} from './driver.ts';
import type {Endpoint} from './endpoint.ts';
import {type JoinReply, readCidr, readJoin, readMac} from './join-reply.ts';
import type {IpamInfo, JoinInfo, NetworkRecord} from './record.ts';
import {discoveryData, interfaceData, ipamData} from './wire-forms.ts';

/** A plugin in the role of a network driver (moby v28.5.2 libnetwork/drivers/remote/driver.go driver). */
export class PluginNetworkDriver implements NetworkDriver {
  readonly name: string;
  readonly isSpecial = false;
  readonly #client: PluginClient;
  readonly #environment: Environment;
  #capability: NetworkCapability = {scope: 'local', connectivityScope: 'local', checksGateways: false};

  constructor(name: string, client: PluginClient, environment: Environment) {
    this.name = name;
    this.#client = client;
    this.#environment = environment;
  }

  get scope(): 'local' | 'global' {
    return this.#capability.scope;
  }

  get connectivityScope(): 'local' | 'global' {
    return this.#capability.connectivityScope;
  }

  /** Asks what the driver can do; throws when the answer will not do. */
  async negotiate(): Promise<void> {
    const reply = await this.#call<CapabilityReply>('GetCapabilities', null);
    this.#capability = readCapability(reply, this.#environment.engine);
  }

  async skippedGateways(options: DriverOptions): Promise<SkippedGateways> {
    if (!this.#capability.checksGateways) return {ipv4: false, ipv6: false};
    const reply = await this.#call<{SkipIPv4: boolean; SkipIPv6: boolean}>('GwAllocCheck', {
      Options: sortedMap(options),
    });
    return {ipv4: reply.SkipIPv4, ipv6: reply.SkipIPv6};
  }

  async createNetwork(network: NetworkRecord, options: DriverOptions): Promise<void> {
    const data = (infos: readonly IpamInfo[]) => infos.map(info => ipamData(network, info));
    await this.#call('CreateNetwork', {
      NetworkID: network.id,
      Options: sortedMap(options),
      IPv4Data: data(network.info4),
      IPv6Data: data(network.info6),
    });
  }

  async deleteNetwork(id: string): Promise<void> {
    await this.#call('DeleteNetwork', {NetworkID: id});
  }

  async createEndpoint(endpoint: Endpoint, options: DriverOptions): Promise<void> {
    const reply = await this.#call<{Interface: EndpointReply | null}>('CreateEndpoint', {
      NetworkID: endpoint.record.networkId,
      EndpointID: endpoint.id,
      Interface: interfaceData(endpoint),
      Options: sortedMap(options),
    });
    if (reply.Interface === null) return;
    const given = reply.Interface;
    const values = await this.#rollingBackUnreadable('DeleteEndpoint', endpoint, () => ({
      addresses: [given.Address, given.AddressIPv6].filter(value => value !== '').map(readCidr),
      mac: given.MacAddress === '' ? null : readMac(given.MacAddress),
    }));
    await this.#rollingBack('DeleteEndpoint', endpoint, () => {
      if (values.mac !== null) modify('MAC address', () => endpoint.setMac(values.mac ?? ''));
      for (const value of values.addresses) modify('address', () => endpoint.setAddress(value));
    });
  }

  async deleteEndpoint(networkId: string, id: string): Promise<void> {
    await this.#call('DeleteEndpoint', {NetworkID: networkId, EndpointID: id});
  }

  async join(
    endpoint: Endpoint,
    sandbox: {readonly key: string; readonly options: DriverOptions},
  ): Promise<JoinInfo> {
    const reply = await this.#call<JoinReply>('Join', {
      NetworkID: endpoint.record.networkId,
      EndpointID: endpoint.id,
      SandboxKey: sandbox.key,
      Options: sortedMap(sandbox.options),
    });
    return this.#rollingBackUnreadable('Leave', endpoint, () => readJoin(reply));
  }

  async leave(networkId: string, id: string): Promise<void> {
    await this.#call('Leave', {NetworkID: networkId, EndpointID: id});
  }

  async programExternalConnectivity(networkId: string, id: string, options: DriverOptions): Promise<void> {
    const args = {NetworkID: networkId, EndpointID: id, Options: sortedMap(options)};
    await this.#call('ProgramExternalConnectivity', args).catch(ignoreNotFound);
  }

  async revokeExternalConnectivity(networkId: string, id: string): Promise<void> {
    const args = {NetworkID: networkId, EndpointID: id};
    await this.#call('RevokeExternalConnectivity', args).catch(ignoreNotFound);
  }

  async hasMappedPorts(networkId: string, id: string): Promise<boolean> {
    await this.#call('EndpointOperInfo', {NetworkID: networkId, EndpointID: id});
    return false;
  }

  async discoverNew(node: NodeDiscovery): Promise<void> {
    await this.#call('DiscoverNew', discoveryData(node));
  }

  async discoverDelete(node: NodeDiscovery): Promise<void> {
    await this.#call('DiscoverDelete', discoveryData(node));
  }

  /** Up to 26 what cannot be read is just an error. */
  async #rollingBackUnreadable<T>(undo: Undo, endpoint: Endpoint, read: () => T): Promise<T> {
    if (this.#environment.engine.networks.rollsBackUnreadable) return this.#rollingBack(undo, endpoint, read);
    return read();
  }

  async #rollingBack<T>(undo: Undo, endpoint: Endpoint, work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      const {message} = asDaemonError(error);
      const args = {NetworkID: endpoint.record.networkId, EndpointID: endpoint.id};
      const failure = await this.#call(undo, args).then(() => null, asDaemonError);
      throw new DaemonError(
        failure === null ? `${message}; rolled back` : this.#bothErrors(message, failure),
      );
    }
  }

  /** From 27.0 the roll-back's error comes first. */
  #bothErrors(message: string, {message: failure}: DaemonError): string {
    const isNewer = this.#environment.engine.networks.rollsBackUnreadable;
    return isNewer
      ? `${failure}; failed to roll back: ${message}`
      : `${message}; failed to roll back: ${failure}`;
  }

  async #call<T>(method: string, args: object | null): Promise<T> {
    const reply = await this.#client.call(`NetworkDriver.${method}`, args);
    // Decoded with the type of the answer, which has an Err in all methods.
    const {Err} = reply as {Err: string};
    if (Err !== '') throw new DaemonError(`remote: ${Err}`);
    return reply as T;
  }
}

type Undo = 'DeleteEndpoint' | 'Leave';

interface EndpointReply {
  readonly Address: string;
  readonly AddressIPv6: string;
  readonly MacAddress: string;
}

function modify(what: string, set: () => void): void {
  try {
    set();
  } catch (error) {
    throw new DaemonError(`driver modified interface ${what}: ${asDaemonError(error).message}`);
  }
}

function ignoreNotFound(error: unknown): void {
  if (asDaemonError(error).httpStatus !== 404) throw error;
}
