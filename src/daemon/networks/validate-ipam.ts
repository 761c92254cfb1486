import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {formatPrefix, type Prefix, parseCidr, parseIp} from '../ipam/address.ts';
import {contains, masked, overlaps} from '../ipam/prefix.ts';
import type {IpamConfig} from './record.ts';

/** What the user asked for, by family. */
export interface IpamConfigs {
  readonly config4: readonly IpamConfig[];
  readonly config6: readonly IpamConfig[];
}

/** Reads the subnets of a create request; from 25.0 all that is wrong with them is told at once (moby v28.5.2 api/types/network/ipam.go ValidateIPAM). */
export function readIpamConfig(
  {engine}: Environment,
  configs: readonly IpamConfig[],
  enableIpv6: boolean,
): IpamConfigs {
  if (engine.networks.validatesEarly) {
    const problems = configs.flatMap(config => problemsOf(config, enableIpv6));
    if (problems.length > 0)
      throw new DaemonError(`invalid network config:\n${problems.join('\n')}`, {status: 'invalid'});
  }
  const config4: IpamConfig[] = [];
  const config6: IpamConfig[] = [];
  for (const config of configs) {
    const prefix = parseCidr(config.pool);
    if (prefix === null)
      throw new DaemonError(`Invalid subnet ${config.pool} : invalid CIDR address: ${config.pool}`);
    (prefix.ip.family === 4 ? config4 : config6).push(config);
  }
  return {config4, config6};
}

function problemsOf(config: IpamConfig, enableIpv6: boolean): string[] {
  const subnet = parseCidr(config.pool);
  if (subnet === null) return [`invalid subnet ${config.pool}: invalid CIDR block notation`];
  if (!enableIpv6 && subnet.ip.family === 6) return [];
  const network = formatPrefix(masked(subnet));
  const gateway = addressProblem(config.gateway, subnet);
  return [
    ...(network === formatPrefix(subnet)
      ? []
      : [`invalid subnet ${formatPrefix(subnet)}: it should be ${network}`]),
    ...rangeProblems(config.subPool, subnet),
    ...(gateway === null ? [] : [`invalid gateway ${config.gateway}: ${gateway}`]),
    ...Object.entries(config.aux).flatMap(([name, address]) => {
      const problem = addressProblem(address, subnet);
      return problem === null ? [] : [`invalid auxiliary address ${name}: ${problem}`];
    }),
  ];
}

function rangeProblems(text: string, subnet: Prefix): string[] {
  if (text === '') return [];
  const range = parseCidr(text);
  if (range === null) return [`invalid ip-range ${text}: invalid CIDR block notation`];
  const start = `invalid ip-range ${text}: `;
  if (range.ip.family !== subnet.ip.family)
    return [`${start}parent subnet is an ${familyName(subnet)} block`];
  const parent = formatPrefix(subnet);
  const network = formatPrefix(masked(range));
  return [
    ...(range.bits < subnet.bits ? [`${start}CIDR block is bigger than its parent subnet ${parent}`] : []),
    ...(network === formatPrefix(range) ? [] : [`${start}it should be ${network}`]),
    ...(overlaps(subnet, range) ? [] : [`${start}parent subnet ${parent} doesn't contain ip-range`]),
  ];
}

function addressProblem(text: string, subnet: Prefix): string | null {
  if (text === '') return null;
  const ip = parseIp(text);
  if (ip === null) return 'invalid address';
  if (ip.family !== subnet.ip.family) return `parent subnet is an ${familyName(subnet)} block`;
  return contains(subnet, ip) ? null : `parent subnet ${formatPrefix(subnet)} doesn't contain this address`;
}

function familyName({ip}: Prefix): string {
  return `IPv${ip.family}`;
}
