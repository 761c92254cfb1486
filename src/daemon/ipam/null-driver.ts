import {DaemonError} from '../errors.ts';
import type {Prefix} from './address.ts';
import type {IpamDriver, PoolRequest} from './driver.ts';

const SPACE = 'null';
const POOL_ID = 'null/0.0.0.0/0';
const EVERYTHING: Prefix = {ip: {family: 4, value: 0n}, bits: 0};

/** `--ipam-driver null`: one pool, no addresses (moby v28.5.2 libnetwork/ipams/null/null.go). */
export function createNullDriver(): IpamDriver {
  return {
    name: 'null',
    addressSpaces: async () => ({local: SPACE, global: SPACE}),
    requestPool: async request => {
      const refusal = refusalOf(request);
      if (refusal !== null) throw new DaemonError(refusal, {status: 'invalid'});
      return {id: POOL_ID, prefix: EVERYTHING, data: {}};
    },
    releasePool: async () => {},
    requestAddress: async ({poolId}) => {
      checkPool(poolId);
      return null;
    },
    releaseAddress: async poolId => checkPool(poolId),
  };
}

function refusalOf({addressSpace, pool, subPool, v6}: PoolRequest): string | null {
  if (addressSpace !== SPACE) return `unknown address space: ${addressSpace}`;
  if (pool !== '') return 'null ipam driver does not handle specific address pool requests';
  if (subPool !== '') return 'null ipam driver does not handle specific address subpool requests';
  return v6 ? 'null ipam driver does not handle IPv6 address pool requests' : null;
}

function checkPool(id: string): void {
  if (id !== POOL_ID) throw new DaemonError(`unknown pool id: ${id}`, {status: 'invalid'});
}
