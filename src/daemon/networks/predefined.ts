import type {NetworkContext} from './context.ts';
import {createNetwork, type NewNetwork} from './create-network.ts';
import {lookUpNetwork} from './find.ts';

/** What a network has when nothing is said. */
export const plainNetwork: Omit<NewNetwork, 'name' | 'driver'> = {
  scope: '',
  enableIpv4: true,
  enableIpv6: false,
  internal: false,
  attachable: false,
  ingress: false,
  configOnly: false,
  configFrom: '',
  labels: {},
  driverOptions: {},
  ipamDriver: 'default',
  ipamOptions: null,
  config4: [],
  config6: [],
};

const DEFAULT_SUBNET = {pool: '172.17.0.0/16', subPool: '', gateway: '172.17.0.1', aux: {}};
const BRIDGE_OPTIONS = {
  'com.docker.network.bridge.default_bridge': 'true',
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
  'com.docker.network.bridge.name': 'docker0',
  'com.docker.network.driver.mtu': '1500',
};

/** `none`, `host` and `bridge`; the last is made anew at every start (moby v28.5.2 daemon/daemon_unix.go configureNetworking). */
export async function createPredefinedNetworks(context: NetworkContext): Promise<void> {
  const wanted: readonly NewNetwork[] = [
    {...plainNetwork, name: 'none', driver: 'null'},
    {...plainNetwork, name: 'host', driver: 'host'},
    {
      ...plainNetwork,
      name: 'bridge',
      driver: 'bridge',
      config4: [DEFAULT_SUBNET],
      driverOptions: BRIDGE_OPTIONS,
    },
  ];
  for (const network of wanted) {
    if (lookUpNetwork(context, network.name) === null) await createNetwork(context, network);
  }
}
