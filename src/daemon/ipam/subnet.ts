import {DaemonError} from '../errors.ts';
import {formatPrefix, type Ip, type Prefix} from './address.ts';
import {lastIp, masked, size} from './prefix.ts';

/** The addresses of one pool and who has them (moby v28.5.2 libnetwork/ipams/defaultipam/structures.go PoolData). */
export class Subnet {
  readonly prefix: Prefix;
  readonly #taken = new Set<bigint>();
  readonly #children = new Set<string>();
  #endsWithLastChild: boolean;

  constructor(prefix: Prefix, endsWithLastChild = false) {
    this.prefix = prefix;
    this.#endsWithLastChild = endsWithLastChild;
    const isLink = prefix.ip.family === 4 && size(prefix) <= 2n;
    if (isLink) return;
    this.#taken.add(masked(prefix).ip.value);
    if (prefix.ip.family === 4) this.#taken.add(lastIp(prefix).value);
  }

  hasChild(child: Prefix): boolean {
    return this.#children.has(formatPrefix(child));
  }

  addChild(child: Prefix): void {
    this.#children.add(formatPrefix(child));
  }

  /** True when nobody holds the pool any more. */
  release(child: Prefix | null): boolean {
    if (child === null) this.#endsWithLastChild = true;
    else this.#children.delete(formatPrefix(child));
    return this.#children.size === 0 && this.#endsWithLastChild;
  }

  /** The wanted address, or the first free one, within the sub-pool if there is one. */
  take(wanted: Ip | null, child: Prefix | null): Ip {
    if (BigInt(this.#taken.size) >= size(this.prefix)) throw noAddress();
    const value = wanted?.value ?? this.#firstFree(child ?? this.prefix);
    if (this.#taken.has(value)) throw new DaemonError('Address already in use', {status: 'conflict'});
    this.#taken.add(value);
    return {family: this.prefix.ip.family, value};
  }

  free({value}: Ip): void {
    this.#taken.delete(value);
  }

  #firstFree(range: Prefix): bigint {
    const end = lastIp(range).value;
    let {value} = masked(range).ip;
    while (this.#taken.has(value)) value += 1n;
    if (value > end) throw noAddress();
    return value;
  }
}

function noAddress(): DaemonError {
  return new DaemonError('no available addresses on this pool', {status: 'not-found', reason: 'no-address'});
}
