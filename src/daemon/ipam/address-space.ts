import {DaemonError} from '../errors.ts';
import {formatPrefix, type Ip, type Prefix, parseCidr} from './address.ts';
import {contains, overlaps, split} from './prefix.ts';
import {Subnet} from './subnet.ts';

/** A block that pools of one length are cut from. */
export interface Block {
  readonly base: string;
  readonly bits: number;
}

interface SpaceOptions {
  readonly blocks: readonly Block[];
  /** Each choice goes on after the one before (up to 26), instead of taking the first free. */
  readonly rotates: boolean;
  readonly noMoreSubnets: (family: 4 | 6) => string;
}

/** Pools and addresses of one address space (moby v26.1.5 libnetwork/ipam/structures.go, v28.5.2 ipams/defaultipam/address_space.go). */
export class AddressSpace {
  readonly #options: SpaceOptions;
  readonly #subnets = new Map<string, Subnet>();
  #pools: readonly Prefix[] | null = null;
  #next = 0;

  constructor(options: SpaceOptions) {
    this.#options = options;
  }

  /** A pool of the predefined ones that overlaps neither another nor what the host uses. */
  choose(family: 4 | 6, taken: readonly Prefix[]): Prefix {
    const pools = this.#predefined();
    const turned = [...pools.slice(this.#next), ...pools.slice(0, this.#next)];
    const at = turned.findIndex(
      pool =>
        pool.ip.family === family && !this.#overlaps(pool) && !taken.some(other => overlaps(other, pool)),
    );
    const pool = turned[at];
    if (pool === undefined) throw new DaemonError(this.#options.noMoreSubnets(family), {status: 'not-found'});
    if (this.#options.rotates) {
      const next = this.#next + at + 1;
      this.#next = next >= pools.length ? 0 : next;
    }
    this.#subnets.set(formatPrefix(pool), new Subnet(pool));
    return pool;
  }

  /** The user's pool; with a sub-pool several may share one subnet. */
  allocate(pool: Prefix, child: Prefix | null): void {
    const known = this.#subnets.get(formatPrefix(pool));
    if (child === null || known?.hasChild(child)) {
      if (known !== undefined || this.#overlaps(pool))
        throw new DaemonError('Pool overlaps with other one on this address space', {status: 'invalid'});
      this.#subnets.set(formatPrefix(pool), new Subnet(pool));
      return;
    }
    if (pool.ip.family !== child.ip.family)
      throw new DaemonError('pool and subpool are of incompatible address families', {status: 'invalid'});
    const subnet = known ?? new Subnet(pool, true);
    subnet.addChild(child);
    this.#subnets.set(formatPrefix(pool), subnet);
  }

  release(pool: Prefix, child: Prefix | null): void {
    const subnet = this.#subnets.get(formatPrefix(pool));
    if (subnet === undefined || (child !== null && !subnet.hasChild(child)))
      throw new DaemonError('address space does not contain specified address pool', {status: 'invalid'});
    if (subnet.release(child)) this.#subnets.delete(formatPrefix(pool));
  }

  request(pool: Prefix, child: Prefix | null, ip: Ip | null): Ip {
    const subnet = this.#find(pool, child);
    if (ip !== null && !contains(pool, ip)) throw outOfRange();
    return subnet.take(ip, child);
  }

  free(pool: Prefix, child: Prefix | null, ip: Ip): void {
    const subnet = this.#find(pool, child);
    if (!contains(pool, ip)) throw outOfRange();
    subnet.free(ip);
  }

  #find(pool: Prefix, child: Prefix | null): Subnet {
    const subnet = this.#subnets.get(formatPrefix(pool));
    if (subnet !== undefined && (child === null || subnet.hasChild(child))) return subnet;
    const id = `${formatPrefix(pool)}/${child === null ? 'invalid Prefix' : formatPrefix(child)}`;
    throw new DaemonError(`cannot find address pool for poolID:${id}`, {status: 'not-found'});
  }

  #overlaps(pool: Prefix): boolean {
    return [...this.#subnets.values()].some(subnet => overlaps(subnet.prefix, pool));
  }

  /** Made when first needed: the global space has 65536 of them. */
  #predefined(): readonly Prefix[] {
    this.#pools ??= this.#options.blocks.flatMap(({base, bits}) => {
      const block = parseCidr(base);
      return block === null ? [] : [...split(block, bits)];
    });
    return this.#pools;
  }
}

function outOfRange(): DaemonError {
  return new DaemonError('requested address is out of range', {status: 'invalid', reason: 'out-of-range'});
}
