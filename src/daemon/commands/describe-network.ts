import type {Dockerd} from '../dockerd.ts';
import {formatIp, formatPrefix} from '../ipam/address.ts';
import type {NetworkContainerInfo, NetworkInfo, NetworkIpamInfo} from '../networks/api.ts';
import type {Endpoint} from '../networks/endpoint.ts';
import type {Network} from '../networks/network.ts';
import type {IpamConfig, IpamInfo} from '../networks/record.ts';
import {sortKeys} from './format.ts';

/** A network as `docker network inspect` shows it (moby v28.5.2 daemon/network.go buildNetworkResource). */
export function describeNetwork(daemon: Dockerd, network: Network): NetworkInfo {
  const {record} = network;
  const {optionalIpv4} = daemon.environment.engine.networks;
  return {
    Name: record.name,
    Id: record.id,
    Created: record.createdAt,
    Scope: record.scope,
    Driver: record.driver,
    ...(optionalIpv4 ? {EnableIPv4: record.enableIpv4} : {}),
    EnableIPv6: record.enableIpv6,
    IPAM: {
      Driver: record.ipamDriver,
      Options: record.ipamOptions === null ? null : sortKeys(record.ipamOptions),
      Config: subnets(network),
    },
    Internal: record.internal,
    Attachable: record.attachable,
    Ingress: record.ingress,
    ConfigFrom: {Network: record.configFrom},
    ConfigOnly: record.configOnly,
    Containers: containers(daemon, network),
    Options: sortKeys(record.driverOptions),
    Labels: sortKeys(record.labels),
  };
}

/** What the user said, or where that was nothing what the IPAM driver gave (the same, buildIPAMResources). */
function subnets({record}: Network): NetworkIpamInfo[] {
  const said4 = record.config4.filter(({pool}) => pool !== '').map(ofConfig);
  const said6 = record.config6.filter(({pool}) => pool !== '').map(ofConfig);
  return [
    ...said4,
    ...said6,
    ...(said4.length > 0 ? [] : record.info4.map(info => ofInfo(info, true))),
    ...(said6.length > 0 ? [] : record.info6.map(info => ofInfo(info, false))),
  ];
}

function ofConfig({pool, subPool, gateway, aux}: IpamConfig): NetworkIpamInfo {
  return {
    Subnet: pool,
    ...(subPool === '' ? {} : {IPRange: subPool}),
    ...(gateway === '' ? {} : {Gateway: gateway}),
    ...(Object.keys(aux).length === 0 ? {} : {AuxiliaryAddresses: sortKeys(aux)}),
  };
}

/** Of IPv6 the gateway is shown with its prefix length. */
function ofInfo({pool, gateway}: IpamInfo, isPlain: boolean): NetworkIpamInfo {
  return {
    Subnet: pool === null ? '' : formatPrefix(pool),
    ...(gateway === null ? {} : {Gateway: isPlain ? formatIp(gateway.ip) : formatPrefix(gateway)}),
  };
}

function containers(daemon: Dockerd, network: Network): Record<string, NetworkContainerInfo> {
  const entries = [...network.endpoints.values()].map(endpoint => {
    const own = [...daemon.containers.containers.values()].find(({name}) => name === endpoint.name);
    return [own?.id ?? `ep-${endpoint.id}`, describe(endpoint)] as const;
  });
  // By id, as Go prints maps; within, a struct's order.
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function describe({id, name, record}: Endpoint): NetworkContainerInfo {
  return {
    Name: name,
    EndpointID: id,
    MacAddress: record.mac ?? '',
    IPv4Address: record.address === null ? '' : formatPrefix(record.address),
    IPv6Address: record.addressIpv6 === null ? '' : formatPrefix(record.addressIpv6),
  };
}
