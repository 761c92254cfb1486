import {hexId} from '../../core/names.ts';
import type {Workload, WorkloadSettings} from '../workload.ts';

/** Subnets of this shape are few, and each network may cost a bridge. */
const MOST = 200;

/** Networks with one container after the other. Nothing is moved into a sandbox. */
export function networkWorkload({random, networkOpts}: WorkloadSettings): Workload {
  const ids = new Map<number, {readonly network: string; readonly endpoint: string}>();
  const idsOf = (object: number) => {
    const known = ids.get(object) ?? {network: hexId(random), endpoint: hexId(random)};
    ids.set(object, known);
    return known;
  };
  const network = (object: number) => ({NetworkID: idsOf(object).network});
  const endpoint = (object: number) => ({...network(object), EndpointID: idsOf(object).endpoint});
  const start = (object: number) => `10.${224 + ((object >> 8) % 16)}.${object & 255}`;
  return {
    interface: 'network',
    word: 'NetworkDriver',
    objects: 'networks',
    most: MOST,
    make: {method: 'NetworkDriver.CreateNetwork', body: object => createNetwork(object)},
    unmake: {method: 'NetworkDriver.DeleteNetwork', body: network},
    life: [
      {method: 'NetworkDriver.CreateEndpoint', body: object => createEndpoint(object)},
      {method: 'NetworkDriver.EndpointOperInfo', body: endpoint},
      {method: 'NetworkDriver.Join', body: object => join(object)},
      {method: 'NetworkDriver.Leave', body: endpoint},
      {method: 'NetworkDriver.DeleteEndpoint', body: endpoint},
    ],
    reads: [{method: 'NetworkDriver.GetCapabilities', body: () => undefined}],
    leak: object => ({
      name: idsOf(object).network,
      command: `plugtest call <target> NetworkDriver.DeleteNetwork '${JSON.stringify(network(object))}'`,
    }),
  };

  function createNetwork(object: number) {
    return {
      ...network(object),
      Options: {
        'com.docker.network.enable_ipv4': true,
        'com.docker.network.enable_ipv6': false,
        'com.docker.network.generic': networkOpts,
      },
      IPv4Data: [
        {AddressSpace: 'LocalDefault', Gateway: `${start(object)}.1/24`, Pool: `${start(object)}.0/24`},
      ],
      IPv6Data: [],
    };
  }

  function createEndpoint(object: number) {
    const asked = {Address: `${start(object)}.2/24`, AddressIPv6: '', MacAddress: ''};
    return {...endpoint(object), Interface: asked, Options: noPorts};
  }

  function join(object: number) {
    const sandbox = `/var/run/docker/netns/${idsOf(object).endpoint.slice(0, 12)}`;
    return {...endpoint(object), SandboxKey: sandbox, Options: noPorts};
  }
}

const noPorts = {'com.docker.network.endpoint.exposedports': [], 'com.docker.network.portmap': []};
