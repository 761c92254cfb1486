import {sortedMap} from '../../gojson/encode.ts';
import {formatPrefix, type Prefix} from '../ipam/address.ts';
import type {NodeDiscovery} from './driver.ts';
import type {Endpoint} from './endpoint.ts';
import type {IpamInfo, NetworkRecord} from './record.ts';

/** moby v28.5.2 libnetwork/driverapi/ipamdata.go MarshalJSON: a map of what is there. */
export function ipamData({addressSpace}: NetworkRecord, {pool, gateway, aux}: IpamInfo): object {
  const addresses = Object.entries(aux).map(([name, ip]) => [name, ip === null ? '' : formatPrefix(ip)]);
  return {
    AddressSpace: addressSpace,
    ...(addresses.length > 0 ? {AuxAddresses: sortedMap(Object.fromEntries(addresses))} : {}),
    ...(gateway === null ? {} : {Gateway: formatPrefix(gateway)}),
    ...(pool === null ? {} : {Pool: formatPrefix(pool)}),
  };
}

/** CreateEndpoint's `Interface`: three texts, empty where there is nothing. */
export function interfaceData({record}: Endpoint): object {
  const text = (prefix: Prefix | null) => (prefix === null ? '' : formatPrefix(prefix));
  return {
    Address: text(record.address),
    AddressIPv6: text(record.addressIpv6),
    MacAddress: record.mac ?? '',
  };
}

/** DiscoverNew and DiscoverDelete: only nodes (1) reach a plugin. */
export function discoveryData({address, bindAddress, isSelf}: NodeDiscovery): object {
  return {DiscoveryType: 1, DiscoveryData: {Address: address, BindAddress: bindAddress, Self: isSelf}};
}
