import {sortedMap} from '../../gojson/encode.ts';
import type {Environment} from '../environment.ts';
import {asDaemonError, DaemonError} from '../errors.ts';
import type {PluginClient} from '../plugins/client.ts';
import {formatIp, type Ip, type Prefix, parseCidr} from './address.ts';
import type {AddressRequest, AddressSpaces, IpamCapability, IpamDriver, Pool, PoolRequest} from './driver.ts';
import {masked, overlaps, parsePrefix} from './prefix.ts';

/** A plugin in the role of an IPAM driver (moby v28.5.2 libnetwork/ipams/remote/remote.go allocator). */
export class PluginIpamDriver implements IpamDriver {
  readonly name: string;
  readonly #client: PluginClient;
  readonly #environment: Environment;
  /** Null: to be asked for anew each time. */
  #spaces: AddressSpaces | null = null;

  constructor(name: string, client: PluginClient, environment: Environment) {
    this.name = name;
    this.#client = client;
    this.#environment = environment;
  }

  /** Any failure counts as "neither". */
  async capability(): Promise<IpamCapability> {
    try {
      const reply = await this.#call<CapabilityReply>('GetCapabilities', null);
      return {
        requiresMacAddress: reply.RequiresMACAddress,
        requiresRequestReplay: reply.RequiresRequestReplay,
      };
    } catch (error) {
      const {message} = asDaemonError(error);
      this.#environment.log('info', `remote ipam driver ${this.name} does not support capabilities`);
      this.#environment.log('debug', message);
      return {requiresMacAddress: false, requiresRequestReplay: false};
    }
  }

  /** Uses these from now on instead of asking. */
  remember(spaces: AddressSpaces): void {
    this.#spaces = spaces;
  }

  async addressSpaces(): Promise<AddressSpaces> {
    if (this.#spaces !== null) return this.#spaces;
    const reply = await this.#call<SpacesReply>('GetDefaultAddressSpaces', null);
    return {local: reply.LocalDefaultAddressSpace, global: reply.GlobalDefaultAddressSpace};
  }

  /** A pool that the driver chose must not overlap the host's networks: it is kept and another is asked for, without end. */
  async requestPool(request: PoolRequest): Promise<Pool> {
    const held: Pool[] = [];
    try {
      const {overlapByAddressSpace} = this.#environment.engine.ipam;
      const isGlobal = overlapByAddressSpace
        ? (await this.addressSpaces()).global === request.addressSpace
        : request.isGlobal;
      for (;;) {
        const pool = await this.#requestPool(request);
        if (request.pool !== '' || isGlobal || isEverything(pool.prefix) || !this.#isTaken(pool)) return pool;
        held.push(pool);
      }
    } finally {
      if (this.#environment.engine.ipam.releasesOverlapsBackwards) held.reverse();
      for (const {id} of held) await this.releasePool(id).catch(error => this.#logOverlap(error));
    }
  }

  async releasePool(id: string): Promise<void> {
    await this.#call('ReleasePool', {PoolID: id});
  }

  async requestAddress({poolId, ip, options}: AddressRequest): Promise<Prefix> {
    const reply = await this.#call<{Address: string}>('RequestAddress', {
      PoolID: poolId,
      Address: ip === null ? '' : formatIp(ip),
      Options: sortedMap(options),
    });
    if (reply.Address === '') throw new DaemonError(this.#environment.engine.ipam.noAddress);
    return cidr(reply.Address);
  }

  async releaseAddress(poolId: string, ip: Ip): Promise<void> {
    await this.#call('ReleaseAddress', {PoolID: poolId, Address: formatIp(ip)});
  }

  async #requestPool({addressSpace, pool, subPool, options, v6}: PoolRequest): Promise<Pool> {
    const reply = await this.#call<PoolReply>('RequestPool', {
      AddressSpace: addressSpace,
      Pool: pool,
      SubPool: subPool,
      Options: sortedMap(options),
      V6: v6,
    });
    return {id: reply.PoolID, prefix: this.#parsePool(reply.Pool), data: reply.Data ?? {}};
  }

  #parsePool(text: string): Prefix {
    if (!this.#environment.engine.ipam.parsesPoolAsPrefix) return cidr(text);
    const parsed = parsePrefix(text);
    if ('error' in parsed) throw new DaemonError(parsed.error);
    return parsed.prefix;
  }

  #isTaken({prefix}: Pool): boolean {
    return this.#environment.hostNetworks.some(taken => overlaps(taken, masked(prefix)));
  }

  #logOverlap(error: unknown): void {
    asDaemonError(error);
    this.#environment.log('warning', 'Failed to release overlapping pool');
  }

  /** Here the error's key is `Error`; `Err` counts only with another status than 200. */
  async #call<T>(method: string, args: object | null): Promise<T> {
    const reply = await this.#client.call(`IpamDriver.${method}`, args);
    // Decoded with the type of the answer, which has an Error in all methods.
    const {Error: error} = reply as {Error: string};
    if (error !== '') throw new DaemonError(`remote: ${error}`);
    return reply as T;
  }
}

interface CapabilityReply {
  readonly RequiresMACAddress: boolean;
  readonly RequiresRequestReplay: boolean;
}

interface SpacesReply {
  readonly LocalDefaultAddressSpace: string;
  readonly GlobalDefaultAddressSpace: string;
}

interface PoolReply {
  readonly PoolID: string;
  readonly Pool: string;
  readonly Data: Readonly<Record<string, string>> | null;
}

function cidr(text: string): Prefix {
  const prefix = parseCidr(text);
  if (prefix === null) throw new DaemonError(`invalid CIDR address: ${text}`);
  return prefix;
}

function isEverything({ip, bits}: Prefix): boolean {
  return ip.value === 0n && ip.family === 4 && bits === 0;
}
