import type {Endpoint} from './endpoint.ts';
import type {JoinInfo, NetworkRecord} from './record.ts';

/** Options of a request: a Go map, so keys are sent sorted. */
export type DriverOptions = Readonly<Record<string, unknown>>;

/** Families for which no gateway address is wanted. */
export interface SkippedGateways {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

/** A network driver; all methods throw a DaemonError (moby v28.5.2 libnetwork/driverapi/driverapi.go Driver). */
export interface NetworkDriver {
  readonly name: string;
  readonly scope: 'local' | 'global';
  readonly connectivityScope: 'local' | 'global';
  /** `host` and `null`: no addresses, no plumbing. */
  readonly isSpecial: boolean;
  skippedGateways(options: DriverOptions): Promise<SkippedGateways>;
  createNetwork(network: NetworkRecord, options: DriverOptions): Promise<void>;
  deleteNetwork(id: string): Promise<void>;
  /** May give the endpoint addresses that it has not. */
  createEndpoint(endpoint: Endpoint, options: DriverOptions): Promise<void>;
  deleteEndpoint(networkId: string, id: string): Promise<void>;
  join(
    endpoint: Endpoint,
    sandbox: {readonly key: string; readonly options: DriverOptions},
  ): Promise<JoinInfo>;
  leave(networkId: string, id: string): Promise<void>;
  programExternalConnectivity(networkId: string, id: string, options: DriverOptions): Promise<void>;
  revokeExternalConnectivity(networkId: string, id: string): Promise<void>;
  /** EndpointOperInfo: does the driver say that it mapped ports? Nothing that a plugin answers says so. */
  hasMappedPorts(networkId: string, id: string): Promise<boolean>;
  discoverNew(node: NodeDiscovery): Promise<void>;
  discoverDelete(node: NodeDiscovery): Promise<void>;
}

/** A node of the cluster. */
export interface NodeDiscovery {
  readonly address: string;
  readonly bindAddress: string;
  readonly isSelf: boolean;
}
