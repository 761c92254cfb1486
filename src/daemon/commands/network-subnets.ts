import {type Ip, type Prefix, parseCidr, parseIp} from '../ipam/address.ts';
import {contains, masked, overlaps} from '../ipam/prefix.ts';
import type {NetworkCreateOptions} from '../networks/api.ts';
import type {IpamConfig} from '../networks/record.ts';
import type {Session} from './session.ts';

/** A subnet while ranges, gateways and addresses are sorted into it. */
interface Subnet {
  pool: string;
  prefix: Prefix | null;
  subPool: string;
  gateway: string;
  aux: Record<string, string>;
}

/**
 * What the client makes of `--subnet`, `--ip-range`, `--gateway` and `--aux-address`: it sorts the others into the subnets, which it keeps
 * in a map (docker/cli v28.2.2 cli/command/network/create.go createIPAMConfig). Its own complaints never reach the daemon.
 */
export function subnetsOf(
  {daemon}: Session,
  options: NetworkCreateOptions,
): {readonly configs: readonly IpamConfig[]} | {readonly problem: string} {
  const {subnets = [], ipRanges = [], gateways = [], auxAddresses = {}} = options;
  if (subnets.length < ipRanges.length || subnets.length < gateways.length)
    return {problem: 'every ip-range or gateway must have a corresponding subnet'};
  const known: Subnet[] = [];
  for (const pool of subnets) {
    const prefix = parseCidr(pool);
    if (known.some(other => prefix !== null && other.prefix !== null && overlaps(other.prefix, prefix)))
      return {problem: 'multiple overlapping subnet configuration is not supported'};
    known.push({pool, prefix, subPool: '', gateway: '', aux: {}});
  }
  const problem =
    sortIn(known, ipRanges, 'ip-range', (subnet, text) => {
      subnet.subPool = text;
    }) ??
    sortIn(known, gateways, 'gateway', (subnet, text) => {
      subnet.gateway = text;
    }) ??
    sortInAux(known, auxAddresses);
  if (problem !== null) return {problem};
  const configs = known.map(({pool, subPool, gateway, aux}) => ({pool, subPool, gateway, aux}));
  return {configs: daemon?.environment.random.shuffle(configs, 'subnets') ?? configs};
}

function sortIn(
  subnets: readonly Subnet[],
  texts: readonly string[],
  ...[what, put]: [string, (subnet: Subnet, text: string) => void]
): string | null {
  for (const text of texts) {
    const ip = (parseCidr(text) ?? {ip: parseIp(text)}).ip;
    const subnet = holderOf(subnets, ip);
    if (subnet === undefined)
      return what === 'gateway'
        ? `no matching subnet for gateway ${text}`
        : `no matching subnet for range ${text}`;
    put(subnet, text);
  }
  return null;
}

function sortInAux(subnets: readonly Subnet[], addresses: Readonly<Record<string, string>>): string | null {
  for (const [name, text] of Object.entries(addresses)) {
    const subnet = holderOf(subnets, parseIp(text));
    if (subnet === undefined) return `no matching subnet for aux-address ${text}`;
    subnet.aux[name] = text;
  }
  return null;
}

function holderOf(subnets: readonly Subnet[], ip: Ip | null): Subnet | undefined {
  return subnets.find(({prefix}) => prefix !== null && ip !== null && contains(masked(prefix), ip));
}
