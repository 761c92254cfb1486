import type {NetworkChoice, RunOptions} from '../../../src/daemon/containers/api.ts';
import {keyValues, lastOf, type Parsed} from './flags.ts';

/** Flags of `docker run` that are about networks. */
export const networkFlagRows: readonly string[] = [
  'network=',
  'ip=',
  'ip6=',
  'mac-address=',
  'network-alias=',
  'p,publish=',
  'P,publish-all',
  'expose=',
  'dns=',
  'dns-search=',
  'add-host=',
  'hostname=',
  'link=',
];

/** What they come to. */
export function networkOptions(parsed: Parsed): RunOptions {
  const word = (flag: string, key: string) => {
    const value = lastOf(parsed, flag);
    return value === undefined ? {} : {[key]: value};
  };
  const networks = parsed.flags.get('network') ?? [];
  return {
    ...(networks.length === 0 ? {} : {network: networks.map(networkChoice)}),
    ...word('ip', 'ip'),
    ...word('ip6', 'ip6'),
    ...word('mac-address', 'macAddress'),
    networkAliases: parsed.flags.get('network-alias') ?? [],
    ports: parsed.flags.get('publish') ?? [],
    publishAll: parsed.flags.has('publish-all'),
    expose: parsed.flags.get('expose') ?? [],
    dns: parsed.flags.get('dns') ?? [],
  };
}

/** `n1`, or `name=n1,ip=10.5.0.78,alias=al3,driver-opt=k=v`. */
function networkChoice(text: string): NetworkChoice {
  if (!text.includes('=')) return {network: text};
  const fields = text
    .split(',')
    .map(field => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]);
  const values = (name: string) => fields.flatMap(([key, value]) => (key === name && value ? [value] : []));
  const [network = ''] = values('name');
  const [ip] = values('ip');
  return {
    network,
    ...(ip === undefined ? {} : {ip}),
    aliases: values('alias'),
    driverOpts: keyValues(values('driver-opt')) ?? {},
  };
}

/** The client refuses what it knows the daemon not to understand. */
export function clientRefusal(parsed: Parsed, version: string): string | null {
  if (!parsed.flags.has('mac-address') || !version.startsWith('20.10')) return null;
  return '"specify mac-address per network" requires API version 1.44, but the Docker daemon API version is 1.41';
}

/** The client warns of name servers that a container cannot reach. */
export function dnsWarning(parsed: Parsed): string {
  const local = (parsed.flags.get('dns') ?? []).find(server => server.startsWith('127.'));
  return local === undefined ? '' : `WARNING: Localhost DNS (${local}) may fail in containers.\n`;
}
