import type {Outcome} from '../outcome.ts';

/** `docker network create`. */
export interface NetworkCreateOptions {
  readonly name: string;
  /** `-d` (default: bridge). */
  readonly driver?: string;
  /** `-o`. */
  readonly opts?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ipamDriver?: string;
  /** `--ipam-opt`; null: as an API client that sends none (default: {}, as the command does). */
  readonly ipamOpts?: Readonly<Record<string, string>> | null;
  /** `--subnet`. */
  readonly subnets?: readonly string[];
  /** `--ip-range`, each in the subnet that it lies in; likewise gateways and auxiliary addresses. */
  readonly ipRanges?: readonly string[];
  readonly gateways?: readonly string[];
  /** `--aux-address name=ip`. */
  readonly auxAddresses?: Readonly<Record<string, string>>;
  readonly ipv6?: boolean;
  /** `--ipv4=false`; engines up to 27 do not know it. */
  readonly ipv4?: boolean;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly ingress?: boolean;
  readonly scope?: string;
  readonly configOnly?: boolean;
  readonly configFrom?: string;
}

/** A subnet in the daemon's answers. */
export interface NetworkIpamInfo {
  readonly Subnet: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

/** A container in the daemon's answers about a network. */
export interface NetworkContainerInfo {
  readonly Name: string;
  readonly EndpointID: string;
  readonly MacAddress: string;
  readonly IPv4Address: string;
  readonly IPv6Address: string;
}

/** What a network looks like in the daemon's answers. */
export interface NetworkInfo {
  readonly Name: string;
  readonly Id: string;
  readonly Created: string;
  readonly Scope: string;
  readonly Driver: string;
  readonly EnableIPv4?: boolean;
  readonly EnableIPv6: boolean;
  readonly IPAM: {
    readonly Driver: string;
    readonly Options: Readonly<Record<string, string>> | null;
    readonly Config: readonly NetworkIpamInfo[] | null;
  };
  readonly Internal: boolean;
  readonly Attachable: boolean;
  readonly Ingress: boolean;
  readonly ConfigFrom: {readonly Network: string};
  readonly ConfigOnly: boolean;
  readonly Containers: Readonly<Record<string, NetworkContainerInfo>>;
  readonly Options: Readonly<Record<string, string>> | null;
  readonly Labels: Readonly<Record<string, string>> | null;
}

/** Outcome of a create; can be handed to `docker.run({network: it})`. */
export interface NetworkResult extends Outcome {
  readonly name: string;
  /** Empty when it was not created. */
  readonly id: string;
}

/** Outcome of `ls` and `inspect`. */
export interface NetworksResult extends Outcome {
  readonly networks: readonly NetworkInfo[];
}

/** A network by name or id, or what `create` gave. */
export type NetworkReference = string | {readonly name: string};

/** How a container takes part in a network. */
export interface EndpointOptions {
  readonly ip?: string;
  readonly ip6?: string;
  readonly macAddress?: string;
  readonly aliases?: readonly string[];
  readonly driverOpts?: Readonly<Record<string, string>>;
  /** `gw-priority`; engines up to 27 do not know it. */
  readonly gatewayPriority?: number;
}

/** Filters of `docker network ls`. */
export interface NetworkListOptions {
  readonly quiet?: boolean;
  readonly driver?: string;
  readonly name?: string;
}

/** `docker network …`; containers by name or id. */
export interface Networks {
  create(options: NetworkCreateOptions): Promise<NetworkResult>;
  rm(names: string | readonly string[]): Promise<Outcome>;
  inspect(names: string | readonly string[]): Promise<NetworksResult>;
  ls(options?: NetworkListOptions): Promise<NetworksResult>;
  prune(): Promise<Outcome>;
  connect(network: NetworkReference, container: string, options?: EndpointOptions): Promise<Outcome>;
  disconnect(
    network: NetworkReference,
    container: string,
    options?: {readonly force?: boolean},
  ): Promise<Outcome>;
}
