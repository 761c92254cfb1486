import type {Ask} from '../ask.ts';
import type {Step, Workload, WorkloadSettings} from '../workload.ts';

const spaces: Step = {method: 'IpamDriver.GetDefaultAddressSpaces', body: () => undefined};
const capabilities: Step = {method: 'IpamDriver.GetCapabilities', body: () => undefined};
/** Pools of this shape are few. */
const MOST_POOLS = 2000;
/** Fewer than a /16 has. */
const MOST_ADDRESSES = 60_000;

const askForSpace = async (ask: Ask): Promise<string> => {
  const {reply} = await ask(spaces.method, undefined);
  return String(reply['LocalDefaultAddressSpace'] ?? '');
};

/** Pools: requested and released. */
export function poolWorkload({ipamOpts}: WorkloadSettings): Workload {
  const ids = new Map<number, string>();
  let space = '';
  const release = (object: number) => ({PoolID: ids.get(object) ?? ''});
  return {
    interface: 'ipam',
    word: 'IpamDriver',
    objects: 'pools',
    most: MOST_POOLS,
    make: {
      method: 'IpamDriver.RequestPool',
      body: object => poolRequest(space, `10.${112 + ((object >> 8) % 8)}.${object & 255}.0/24`, ipamOpts),
      answered: (object, reply) => ids.set(object, String(reply['PoolID'] ?? '')),
    },
    unmake: {method: 'IpamDriver.ReleasePool', body: release},
    life: [],
    reads: [spaces, capabilities],
    prepare: async ask => {
      space = await askForSpace(ask);
      return undefined;
    },
    leak: object => ({
      name: ids.get(object) ?? '',
      command: `plugtest call <target> IpamDriver.ReleasePool '${JSON.stringify(release(object))}'`,
    }),
  };
}

/** Addresses of one pool. */
export function addressWorkload({ipamOpts}: WorkloadSettings): Workload {
  const addresses = new Map<number, string>();
  let pool = '';
  const release = (object: number) => ({PoolID: pool, Address: addresses.get(object) ?? ''});
  return {
    interface: 'ipam',
    word: 'IpamDriver',
    objects: 'addresses',
    most: MOST_ADDRESSES,
    make: {
      method: 'IpamDriver.RequestAddress',
      body: () => ({PoolID: pool, Address: '', Options: null}),
      // the prefix length is not part of what is released
      answered: (object, reply) =>
        addresses.set(object, String(reply['Address'] ?? '').replace(/\/\d+$/, '')),
    },
    unmake: {method: 'IpamDriver.ReleaseAddress', body: release},
    life: [],
    reads: [],
    prepare: async ask => {
      const request = poolRequest(await askForSpace(ask), '10.120.0.0/16', ipamOpts);
      const wished = await ask('IpamDriver.RequestPool', request);
      // some drivers give no pools of the user's choice
      const given = wished.ok ? wished : await ask('IpamDriver.RequestPool', {...request, Pool: ''});
      pool = String(given.reply['PoolID'] ?? '');
      return given.ok ? undefined : `RequestPool failed: ${wished.error}`;
    },
    finish: async ask => {
      await ask('IpamDriver.ReleasePool', {PoolID: pool});
    },
    leak: object => ({
      name: addresses.get(object) ?? '',
      command: `plugtest call <target> IpamDriver.ReleaseAddress '${JSON.stringify(release(object))}'`,
    }),
  };
}

function poolRequest(space: string, pool: string, options: Readonly<Record<string, string>>) {
  return {AddressSpace: space, Pool: pool, SubPool: '', Options: options, V6: false};
}
