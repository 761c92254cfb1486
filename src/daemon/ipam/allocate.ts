import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import type {NetworkContext} from '../networks/context.ts';
import type {Network} from '../networks/network.ts';
import type {IpamConfig, IpamInfo} from '../networks/record.ts';
import {formatPrefix, type Ip, type Prefix, parseCidr, parseIp} from './address.ts';
import type {IpamDriver, Pool} from './driver.ts';
import {contains} from './prefix.ts';
import {releaseFamily} from './release.ts';

const GATEWAY = 'com.docker.network.gateway';
const NO_CONFIG: IpamConfig = {pool: '', subPool: '', gateway: '', aux: {}};

/** Families for which the network driver wants no gateway address. */
export interface AllocateOptions {
  readonly skipsGateway: {readonly ipv4: boolean; readonly ipv6: boolean};
}

/** Requests pools, gateways and auxiliary addresses of a network (moby v28.5.2 libnetwork/network.go ipamAllocate). */
export async function allocate(
  context: NetworkContext,
  network: Network,
  options: AllocateOptions,
): Promise<void> {
  if (network.isSpecial) return;
  const {driver} = await context.ipam.get(network.record.ipamDriver);
  if (network.record.addressSpace === '')
    network.update({addressSpace: await addressSpaceOf(driver, network)});
  const {enableIpv4, enableIpv6} = network.record;
  if (enableIpv4)
    await allocateFamily({context, network, driver, family: 4, skips: options.skipsGateway.ipv4});
  if (!enableIpv6) return;
  try {
    await allocateFamily({context, network, driver, family: 6, skips: options.skipsGateway.ipv6});
  } catch (error) {
    if (error instanceof DaemonError) await releaseFamily(context, network, {driver, family: 4});
    throw error;
  }
}

async function addressSpaceOf(driver: IpamDriver, {record}: Network): Promise<string> {
  const spaces = await driver.addressSpaces().catch(error => {
    throw wrapError('failed to get default address space', error, {status: 'not-found'});
  });
  return record.scope === 'global' ? spaces.global : spaces.local;
}

interface Work {
  readonly context: NetworkContext;
  readonly network: Network;
  readonly driver: IpamDriver;
  readonly family: 4 | 6;
  readonly skips: boolean;
}

const NO_INFO: IpamInfo = {poolId: '', pool: null, gateway: null, aux: {}};

/** All subnets of one family; what is given back after a failure differs by engine. */
async function allocateFamily(work: Work): Promise<void> {
  const {network, family, context} = work;
  const {engine} = context.environment;
  const key = family === 4 ? 'info4' : 'info6';
  const given = network.record[family === 4 ? 'config4' : 'config6'];
  const before = network.record[key];
  const configs = given.length === 0 ? [NO_CONFIG] : given;
  const infos: IpamInfo[] = [];
  const held: string[] = [];
  try {
    for (const [at, config] of configs.entries()) {
      infos[at] = NO_INFO;
      const wanted = engine.ipam.keepsAfterFailedReplay ? withFormer(config, before[at]) : config;
      const pool = await requestPool(work, wanted);
      infos[at] = {...NO_INFO, poolId: pool.id, pool: pool.prefix};
      infos[at] = await fill(work, {config: wanted, pool, held});
    }
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    const failed = infos.at(-1)?.poolId ?? '';
    // The pool in which it failed is given back by all engines, the earlier ones not by 27 and 28.
    const released = engine.ipam.releasesEarlierPools ? held : held.filter(id => id === failed);
    for (const id of released.reverse()) await releasePool(work, id);
    if (!engine.ipam.keepsAfterFailedReplay) network.update({[key]: infos});
    throw error;
  }
  const config = family === 4 ? {config4: configs} : {config6: configs};
  network.update({[key]: infos, ...config});
}

/** 29 asks for what the network had, also where the user left it open. */
function withFormer(config: IpamConfig, former: IpamInfo | undefined): IpamConfig {
  if (former === undefined) return config;
  const prefix = parseCidr(config.pool);
  const isOpen = prefix === null || prefix.ip.value === 0n;
  return {
    ...config,
    pool: isOpen && former.pool !== null ? formatPrefix(former.pool) : config.pool,
    gateway:
      config.gateway || (former.gateway === null ? '' : formatPrefix(former.gateway).replace(/\/.*/, '')),
  };
}

function requestPool({driver, network, family}: Work, {pool, subPool}: IpamConfig): Promise<Pool> {
  const {addressSpace, ipamOptions, scope} = network.record;
  return driver.requestPool({
    addressSpace,
    pool,
    subPool,
    options: ipamOptions,
    v6: family === 6,
    isGlobal: scope === 'global',
  });
}

interface Filling {
  readonly config: IpamConfig;
  readonly pool: Pool;
  /** Pools to give back when something fails. */
  readonly held: string[];
}

async function fill(work: Work, {config, pool, held}: Filling): Promise<IpamInfo> {
  held.push(pool.id);
  const gateway = await gatewayOf(work, config, pool);
  const aux: Record<string, Prefix | null> = {};
  const {random, engine} = work.context.environment;
  for (const [name, text] of random.shuffle(Object.entries(config.aux), 'addresses')) {
    const ip = parseIp(text);
    if (ip === null || !contains(pool.prefix, ip)) {
      // Up to 28 an error of its own scope: nobody gives any pool back.
      if (!engine.ipam.releasesForOutsideAux) held.length = 0;
      throw new DaemonError(auxProblem(work, `${name}:${text}`, ip === null ? null : pool.prefix));
    }
    aux[name] = await auxiliary(work, pool, {name, ip, text});
  }
  return {poolId: pool.id, pool: pool.prefix, gateway, aux};
}

function auxProblem({network}: Work, what: string, pool: Prefix | null): string {
  return pool === null
    ? `non parsable secondary ip address (${what}) passed for network ${network.name}`
    : `auxiliary address: (${what}) must belong to the master pool: ${formatPrefix(pool)}`;
}

/** The user's, or that of the pool's data, or one that is asked for. */
async function gatewayOf(work: Work, config: IpamConfig, pool: Pool): Promise<Prefix | null> {
  const {driver, context, skips} = work;
  const told = pool.data[GATEWAY];
  const isHeard = config.gateway === '' || !context.environment.engine.ipam.userGatewayFirst;
  const given = isHeard && told !== undefined ? readGateway(told) : null;
  if (given !== null && config.gateway === '') return given;
  if (config.gateway === '' && skips) return null;
  const options = {RequestAddressType: GATEWAY};
  return driver.requestAddress({poolId: pool.id, ip: parseIp(config.gateway), options}).catch(error => {
    throw wrapError(`failed to allocate gateway (${config.gateway})`, error);
  });
}

function readGateway(text: string): Prefix {
  const prefix = parseCidr(text);
  if (prefix !== null) return prefix;
  const why = `invalid CIDR address: ${text}`;
  throw new DaemonError(`failed to parse gateway address (${text}) returned by ipam driver: ${why}`, {
    status: 'invalid',
  });
}

async function auxiliary(
  {driver}: Work,
  pool: Pool,
  {name, ip, text}: {readonly name: string; readonly ip: Ip; readonly text: string},
): Promise<Prefix | null> {
  try {
    return await driver.requestAddress({poolId: pool.id, ip, options: null});
  } catch (error) {
    if (asDaemonError(error).reason === 'out-of-range') return null;
    throw wrapError(`failed to allocate secondary ip address (${name}:${text})`, error);
  }
}

async function releasePool({driver, context, network}: Work, id: string): Promise<void> {
  await driver.releasePool(id).catch(error => {
    asDaemonError(error);
    context.environment.log(
      'warning',
      `Failed to release address pool ${id} after failure to create network ${network.name} (${network.id})`,
    );
  });
}
