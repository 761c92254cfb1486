import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {formatPrefix, type Prefix, parseCidr} from './address.ts';
import {AddressSpace, type Block} from './address-space.ts';
import type {AddressSpaces, IpamDriver, PoolRequest} from './driver.ts';
import {masked} from './prefix.ts';

const SPACES: AddressSpaces = {local: 'LocalDefault', global: 'GlobalDefault'};

/** moby v28.5.2 libnetwork/ipamutils/utils.go. */
const LOCAL: readonly Block[] = [
  {base: '172.17.0.0/16', bits: 16},
  {base: '172.18.0.0/16', bits: 16},
  {base: '172.19.0.0/16', bits: 16},
  {base: '172.20.0.0/14', bits: 16},
  {base: '172.24.0.0/14', bits: 16},
  {base: '172.28.0.0/14', bits: 16},
  {base: '192.168.0.0/16', bits: 20},
];
const GLOBAL: readonly Block[] = [{base: '10.0.0.0/8', bits: 24}];
/** From 27.0 a host has a range of its own for IPv6; a few pools of it are enough here. */
const LOCAL_V6: readonly Block[] = [{base: 'fd5e:bca3:7d1f::/56', bits: 64}];

/** The daemon's own IPAM, which forgets all when the daemon ends and is told again at its start. */
export function createDefaultDriver(environment: Environment): IpamDriver {
  const {engine, hostNetworks} = environment;
  const spaces = new Map(
    [
      {name: SPACES.local, blocks: engine.ipam.hasDefaultV6 ? [...LOCAL, ...LOCAL_V6] : LOCAL},
      {name: SPACES.global, blocks: GLOBAL},
    ].map(({name, blocks}) => [
      name,
      new AddressSpace({blocks, rotates: engine.ipam.rotatesPools, noMoreSubnets: engine.ipam.noMoreSubnets}),
    ]),
  );
  const spaceOf = (name: string): AddressSpace => {
    const space = spaces.get(name);
    if (space !== undefined) return space;
    throw new DaemonError(`cannot find address space ${name}`, {status: 'invalid'});
  };
  const find = (id: string) => {
    const {space, pool, child} = parsePoolId(id);
    return {space: spaceOf(space), pool, child};
  };
  return {
    name: 'default',
    addressSpaces: async () => SPACES,
    async requestPool(request) {
      const {addressSpace, v6, isGlobal} = request;
      const space = spaceOf(addressSpace);
      if (request.pool === '') {
        const prefix = space.choose(v6 ? 6 : 4, isGlobal ? [] : hostNetworks);
        return {id: `${addressSpace}/${formatPrefix(prefix)}`, prefix, data: {}};
      }
      const {pool, child} = parsePools(request);
      space.allocate(pool, child);
      const ids = [addressSpace, formatPrefix(pool), ...(child === null ? [] : [formatPrefix(child)])];
      return {id: ids.join('/'), prefix: pool, data: {}};
    },
    async releasePool(id) {
      const {space, pool, child} = find(id);
      space.release(pool, child);
    },
    async requestAddress({poolId, ip}) {
      const {space, pool, child} = find(poolId);
      return {ip: space.request(pool, child, ip), bits: pool.bits};
    },
    async releaseAddress(poolId, ip) {
      const {space, pool, child} = find(poolId);
      space.free(pool, child, ip);
    },
  };
}

function parsePools(request: PoolRequest): {pool: Prefix; child: Prefix | null} {
  const pool = parseCidr(request.pool);
  if (pool === null) throw parseError(request, 'invalid address pool');
  if (request.subPool === '') return {pool: masked(pool), child: null};
  const child = parseCidr(request.subPool);
  if (child === null) throw parseError(request, 'invalid address subpool');
  // An ip-range wider than its subnet counts as the subnet.
  return {pool: masked(pool), child: masked(child.bits < pool.bits ? pool : child)};
}

function parseError({addressSpace, pool, subPool}: PoolRequest, why: string): DaemonError {
  const words = [addressSpace, pool, subPool].map(word => JSON.stringify(word));
  return new DaemonError(
    `failed to parse pool request for address space ${words[0]} pool ${words[1]} subpool ${words[2]}: ${why}`,
  );
}

function parsePoolId(id: string): {space: string; pool: Prefix; child: Prefix | null} {
  const [space = '', address, bits, childAddress, childBits] = id.split('/');
  const pool = parseCidr(`${address}/${bits}`);
  if (pool === null) throw new DaemonError(`invalid pool id: ${id}`, {status: 'invalid'});
  return {space, pool, child: parseCidr(`${childAddress}/${childBits}`)};
}
