import type {EndpointOptions, NetworksResult} from '../../../src/daemon/networks/api.ts';
import {type CommandTable, type Shown, shown} from './command.ts';
import {flagTable, keyValues, lastOf, parseFlags} from './flags.ts';

const createFlags = flagTable(
  'd,driver=',
  'o,opt=',
  'label=',
  'subnet=',
  'ip-range=',
  'gateway=',
  'aux-address=',
  'ipam-driver=',
  'ipam-opt=',
  'scope=',
  'config-from=',
  'config-only',
  'ipv6',
  'internal',
  'attachable',
  'ingress',
);
const connectFlags = flagTable('ip=', 'ip6=', 'alias=', 'driver-opt=', 'link=');
const disconnectFlags = flagTable('f,force');
const listFlags = flagTable('q,quiet', 'f,filter=');
const inspectFlags = flagTable('f,format=', 'v,verbose');

/** `docker network …`. */
export const networkCommands: CommandTable = {
  'network create': words => {
    const parsed = parseFlags(words, createFlags);
    const {flags} = parsed;
    if (parsed.unknown) return null;
    const texts = (name: string) => flags.get(name) ?? [];
    const has = (name: string) => flags.has(name);
    const [name = ''] = parsed.rest;
    const word = (flag: string, key: string) => {
      const value = lastOf(parsed, flag);
      return value === undefined ? {} : {[key]: value};
    };
    const options = {
      name,
      ...word('driver', 'driver'),
      ...word('ipam-driver', 'ipamDriver'),
      ...word('scope', 'scope'),
      ...word('config-from', 'configFrom'),
      opts: keyValues(texts('opt')) ?? {},
      labels: keyValues(texts('label')) ?? {},
      ipamOpts: keyValues(texts('ipam-opt')) ?? {},
      subnets: texts('subnet'),
      ipRanges: texts('ip-range'),
      gateways: texts('gateway'),
      auxAddresses: keyValues(texts('aux-address')) ?? {},
      ipv6: has('ipv6'),
      internal: has('internal'),
      attachable: has('attachable'),
      ingress: has('ingress'),
      configOnly: has('config-only'),
    };
    return async ({docker}) => shown(await docker.networks.create(options));
  },
  'network connect': words => {
    const parsed = parseFlags(words, connectFlags);
    const [network = '', container = ''] = parsed.rest;
    const ip = lastOf(parsed, 'ip');
    const ip6 = lastOf(parsed, 'ip6');
    const options: EndpointOptions = {
      ...(ip === undefined ? {} : {ip}),
      ...(ip6 === undefined ? {} : {ip6}),
      aliases: parsed.flags.get('alias') ?? [],
      driverOpts: keyValues(parsed.flags.get('driver-opt')) ?? {},
    };
    return async ({docker}) => shown(await docker.networks.connect(network, container, options));
  },
  'network disconnect': words => {
    const parsed = parseFlags(words, disconnectFlags);
    const [network = '', container = ''] = parsed.rest;
    const force = parsed.flags.has('force');
    return async ({docker}) => shown(await docker.networks.disconnect(network, container, {force}));
  },
  'network rm':
    words =>
    async ({docker}) =>
      shown(await docker.networks.rm(words)),
  'network prune':
    () =>
    async ({docker}) =>
      shown(await docker.networks.prune()),
  'network ls': words => {
    const parsed = parseFlags(words, listFlags);
    const filters = keyValues(parsed.flags.get('filter')) ?? {};
    const options = {
      quiet: parsed.flags.has('quiet'),
      ...(filters['driver'] === undefined ? {} : {driver: filters['driver']}),
    };
    return async ({docker}) => shown(await docker.networks.ls(options));
  },
  'network inspect': words => {
    const parsed = parseFlags(words, inspectFlags);
    const format = lastOf(parsed, 'format');
    return async ({docker}) => {
      const result = await docker.networks.inspect(parsed.rest);
      return format === undefined || !result.ok ? shown(result) : formatted(result, format);
    };
  },
};

/** `--format`, in the shape that the recordings use. */
function formatted(result: NetworksResult, format: string): Shown {
  const lines = result.networks.map(network =>
    format === '{{json .Containers}}' ? JSON.stringify(network.Containers) : format,
  );
  return {exit: 0, stdout: lines.map(line => `${line}\n`).join(''), stderr: result.stderr};
}
