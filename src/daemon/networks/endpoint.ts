import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {formatPrefix, type Prefix} from '../ipam/address.ts';
import type {DriverOptions} from './driver.ts';
import type {Network} from './network.ts';
import type {EndpointRecord} from './record.ts';

/** A container's place in a network (moby v28.5.2 libnetwork/endpoint.go Endpoint). */
export class Endpoint {
  readonly network: Network;
  /** Sent with CreateEndpoint. */
  options: DriverOptions = {};
  /** What the driver was told of its role; null: nothing, or forgotten with the daemon's process (29). */
  programmed: {readonly ipv4: boolean; readonly ipv6: boolean} | null = null;
  record: EndpointRecord;

  constructor(network: Network, record: EndpointRecord) {
    this.network = network;
    this.record = record;
  }

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  update(change: Partial<EndpointRecord>): void {
    this.record = {...this.record, ...change};
  }

  /** Writes it to disk. */
  save({disk, life}: Environment): void {
    life.check();
    disk.network.endpoints.set(this.id, this.record);
  }

  /** moby v28.5.2 libnetwork/endpoint_info.go SetMacAddress: only once. */
  setMac(mac: string): void {
    const {mac: present} = this.record;
    if (present !== null)
      throw new DaemonError(
        `endpoint interface MAC address present (${present}). Cannot be modified with ${mac}.`,
      );
    this.update({mac});
  }

  /** moby v28.5.2 libnetwork/endpoint_info.go SetIPAddress: only once for each family, which is that of the value. */
  setAddress(address: Prefix): void {
    const isIpv6 = address.ip.family === 6;
    const present = isIpv6 ? this.record.addressIpv6 : this.record.address;
    if (present !== null)
      throw new DaemonError(
        `endpoint interface IP present (${formatPrefix(present)}). Cannot be modified with (${formatPrefix(address)}).`,
      );
    this.update(isIpv6 ? {addressIpv6: address} : {address});
  }
}

/** One that has no addresses yet. */
export function newEndpoint(network: Network, id: string, name: string): Endpoint {
  return new Endpoint(network, {
    id,
    name,
    networkId: network.id,
    sandboxId: null,
    mac: null,
    address: null,
    addressIpv6: null,
    poolId: '',
    poolIdIpv6: '',
    join: null,
  });
}
