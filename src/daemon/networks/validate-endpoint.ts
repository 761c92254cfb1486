import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {formatIp, parseCidr, parseIp} from '../ipam/address.ts';
import {contains} from '../ipam/prefix.ts';
import type {Network} from './network.ts';
import type {IpamConfig} from './record.ts';
import {type EndpointSettings, isUserDefined} from './settings.ts';

const NO_SUBNET =
  'user specified IP address is supported only when connecting to networks with user configured subnets';
const NO_USER_NETWORK = 'user specified IP address is supported on user defined networks only';
const NO_ALIASES = 'network-scoped alias is supported only for containers in user defined networks';

/** What is wrong with the user's wishes for an endpoint (moby v28.5.2 daemon/container_operations.go validateEndpointSettings). */
export function checkEndpoint(
  {engine}: Environment,
  network: Network | null,
  {name, settings}: {readonly name: string; readonly settings: EndpointSettings},
): void {
  if (!engine.networks.validatesEarly) {
    if (network !== null) checkAsBefore25(network, settings);
    return;
  }
  const problems = isUserDefined(name) ? [] : problemsOutsideUserNetworks(settings);
  if (network !== null) {
    const {config4, config6} = network.record;
    problems.push(...rangeProblems(settings.ip, config4), ...rangeProblems(settings.ip6, config6));
  }
  if (problems.length > 0)
    throw new DaemonError(`invalid endpoint settings:\n${problems.join('\n')}`, {status: 'invalid'});
}

function checkAsBefore25({name, record}: Network, settings: EndpointSettings): void {
  const [problem] = isUserDefined(name) ? [] : problemsOutsideUserNetworks(settings);
  if (problem !== undefined) throw new DaemonError(problem, {status: 'invalid'});
  for (const [text, configs] of [
    [settings.ip, record.config4],
    [settings.ip6, record.config6],
  ] as const) {
    if (text !== '' && !configs.some(({pool}) => pool !== ''))
      throw new DaemonError(NO_SUBNET, {status: 'invalid'});
  }
}

function problemsOutsideUserNetworks({ip, ip6, aliases}: EndpointSettings): string[] {
  return [
    ...(ip === '' && ip6 === '' ? [] : [NO_USER_NETWORK]),
    ...(aliases.length === 0 ? [] : [NO_ALIASES]),
  ];
}

/** moby v28.5.2 api/types/network/endpoint.go validateEndpointIPAddress. */
function rangeProblems(text: string, configs: readonly IpamConfig[]): string[] {
  if (text === '') return [];
  const ip = parseIp(text);
  if (ip === null) return [`invalid IP address: ${text}`];
  const own = configs.filter(({pool}) => pool !== '');
  const isInside = own.some(({pool}) => {
    const prefix = parseCidr(pool);
    return prefix !== null && contains(prefix, ip);
  });
  if (isInside) return [];
  return [
    own.length > 0 ? `no configured subnet or ip-range contain the IP address ${formatIp(ip)}` : NO_SUBNET,
  ];
}
