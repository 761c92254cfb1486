import type {Ip, Prefix} from '../ipam/address.ts';

/** What the user said of one subnet. */
export interface IpamConfig {
  /** `--subnet`; empty: none. */
  readonly pool: string;
  /** `--ip-range`; empty: none. */
  readonly subPool: string;
  /** `--gateway`; empty: none. */
  readonly gateway: string;
  /** `--aux-address` by name. */
  readonly aux: Readonly<Record<string, string>>;
}

/** What the IPAM driver gave for one subnet; pool and addresses are null where there is none. */
export interface IpamInfo {
  readonly poolId: string;
  readonly pool: Prefix | null;
  readonly gateway: Prefix | null;
  readonly aux: Readonly<Record<string, Prefix | null>>;
}

/** A network, as it lies on disk (moby v28.5.2 libnetwork/network.go Network). */
export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly createdAt: string;
  /** As the user said, then as the driver's is; empty: not yet known. */
  readonly scope: string;
  readonly enableIpv4: boolean;
  readonly enableIpv6: boolean;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly configOnly: boolean;
  /** Name of the network that the configuration is from; empty: none. */
  readonly configFrom: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly ipamDriver: string;
  readonly ipamOptions: Readonly<Record<string, string>> | null;
  readonly addressSpace: string;
  readonly config4: readonly IpamConfig[];
  readonly config6: readonly IpamConfig[];
  readonly info4: readonly IpamInfo[];
  readonly info6: readonly IpamInfo[];
  /** Being removed; what is left of a removal that failed. */
  readonly inDelete: boolean;
}

/** What dockerd took from the answer to Join. */
export interface JoinInfo {
  readonly srcName: string;
  readonly dstPrefix: string;
  readonly gateway: Ip | null;
  readonly gatewayIpv6: Ip | null;
  readonly routes: readonly StaticRoute[];
  readonly disableGatewayService: boolean;
}

/** One of StaticRoutes. */
export interface StaticRoute {
  readonly destination: Prefix | null;
  /** 0: via `nextHop`; all others count as connected. */
  readonly type: number;
  readonly nextHop: Ip | null;
}

/** An endpoint, as it lies on disk. */
export interface EndpointRecord {
  readonly id: string;
  readonly name: string;
  readonly networkId: string;
  /** Null: not joined. */
  readonly sandboxId: string | null;
  readonly mac: string | null;
  readonly address: Prefix | null;
  readonly addressIpv6: Prefix | null;
  readonly poolId: string;
  readonly poolIdIpv6: string;
  readonly join: JoinInfo | null;
}

/** A sandbox and what has joined it, as it lies on disk. */
export interface SandboxRecord {
  readonly id: string;
  readonly containerId: string;
  readonly endpoints: readonly {readonly networkId: string; readonly endpointId: string}[];
}

/** What lies on disk of networks. */
export interface NetworkDisk {
  readonly networks: Map<string, NetworkRecord>;
  readonly endpoints: Map<string, EndpointRecord>;
  readonly sandboxes: Map<string, SandboxRecord>;
  /** Endpoints of the built-in bridge driver for which ports are mapped. */
  readonly mappedPorts: Set<string>;
  /** The address that this node of a swarm is known by; null: no swarm. */
  swarm: {readonly address: string} | null;
}

/** Nothing yet. */
export function createNetworkDisk(): NetworkDisk {
  return {
    networks: new Map(),
    endpoints: new Map(),
    sandboxes: new Map(),
    mappedPorts: new Set(),
    swarm: null,
  };
}
