import type {Ip, Prefix} from './address.ts';

/** The names of a driver's two address spaces. */
export interface AddressSpaces {
  readonly local: string;
  readonly global: string;
}

/** moby v28.5.2 libnetwork/ipamapi/contract.go PoolRequest. */
export interface PoolRequest {
  readonly addressSpace: string;
  /** `--subnet`, or empty: the driver chooses. */
  readonly pool: string;
  /** `--ip-range`, or empty. */
  readonly subPool: string;
  /** `--ipam-opt`; null from API clients that send none. */
  readonly options: Readonly<Record<string, string>> | null;
  readonly v6: boolean;
  /** The network is of global scope: the host's networks do not count. */
  readonly isGlobal: boolean;
}

/** A pool that was handed out. */
export interface Pool {
  readonly id: string;
  readonly prefix: Prefix;
  readonly data: Readonly<Record<string, string>>;
}

/** What the daemon knows of a driver's wishes. */
export interface IpamCapability {
  readonly requiresMacAddress: boolean;
  readonly requiresRequestReplay: boolean;
}

/** A wish for an address. */
export interface AddressRequest {
  readonly poolId: string;
  /** Null: the driver chooses. */
  readonly ip: Ip | null;
  readonly options: Readonly<Record<string, string>> | null;
}

/** An IPAM driver; all methods throw a DaemonError (moby v28.5.2 libnetwork/ipamapi/contract.go Ipam). */
export interface IpamDriver {
  readonly name: string;
  addressSpaces(): Promise<AddressSpaces>;
  requestPool(request: PoolRequest): Promise<Pool>;
  releasePool(id: string): Promise<void>;
  /** Null: no address, and that is no error (the null driver). */
  requestAddress(request: AddressRequest): Promise<Prefix | null>;
  releaseAddress(poolId: string, ip: Ip): Promise<void>;
}
