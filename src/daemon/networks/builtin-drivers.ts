import type {Environment} from '../environment.ts';
import {masked} from '../ipam/prefix.ts';
import type {DriverOptions, NetworkDriver} from './driver.ts';
import type {JoinInfo, NetworkRecord} from './record.ts';

const NO_JOIN: JoinInfo = {
  srcName: '',
  dstPrefix: '',
  gateway: null,
  gatewayIpv6: null,
  routes: [],
  disableGatewayService: false,
};

const EXPOSED = 'com.docker.network.endpoint.exposedports';
const MAPPED = 'com.docker.network.portmap';

/** `host` and `none`: nothing is done. */
export function createSpecialDriver(name: 'host' | 'null'): NetworkDriver {
  return {...createIdleDriver(name), isSpecial: true};
}

/** The bridge driver, as far as other endpoints of a sandbox notice it: gateways, mapped ports, networks of the host. */
export function createBridgeDriver({disk, hostNetworks}: Environment): NetworkDriver {
  const {mappedPorts, networks} = disk.network;
  const forget = (id: string) => {
    for (const {pool} of networks.get(id)?.info4 ?? []) {
      const at = hostNetworks.findIndex(other => pool !== null && same(other, masked(pool)));
      if (at >= 0) hostNetworks.splice(at, 1);
    }
  };
  return {
    ...createIdleDriver('bridge'),
    createNetwork: async ({info4}) => {
      for (const {pool} of info4) if (pool !== null) hostNetworks.push(masked(pool));
    },
    deleteNetwork: async id => forget(id),
    deleteEndpoint: async (_, id) => void mappedPorts.delete(id),
    join: async ({network}) => {
      const {internal, info4, info6} = network.record;
      if (internal) return NO_JOIN;
      return {
        ...NO_JOIN,
        gateway: info4[0]?.gateway?.ip ?? null,
        gatewayIpv6: info6[0]?.gateway?.ip ?? null,
      };
    },
    programExternalConnectivity: async (_, id, options) => {
      if ([EXPOSED, MAPPED].some(key => hasEntries(options, key))) mappedPorts.add(id);
    },
    hasMappedPorts: async (_, id) => mappedPorts.has(id),
  };
}

function createIdleDriver(name: string): NetworkDriver {
  return {
    name,
    scope: 'local',
    connectivityScope: 'local',
    isSpecial: false,
    skippedGateways: async () => ({ipv4: false, ipv6: false}),
    createNetwork: async () => {},
    deleteNetwork: async () => {},
    createEndpoint: async () => {},
    deleteEndpoint: async () => {},
    join: async () => NO_JOIN,
    leave: async () => {},
    programExternalConnectivity: async () => {},
    revokeExternalConnectivity: async () => {},
    hasMappedPorts: async () => false,
    discoverNew: async () => {},
    discoverDelete: async () => {},
  };
}

function hasEntries(options: DriverOptions, key: string): boolean {
  const value = options[key];
  return Array.isArray(value) && value.length > 0;
}

function same(a: NonNullable<NetworkRecord['info4'][number]['pool']>, b: typeof a): boolean {
  return a.bits === b.bits && a.ip.value === b.ip.value && a.ip.family === b.ip.family;
}
