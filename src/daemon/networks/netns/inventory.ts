import {type IpObject, listOf, memberOf, showIp, textOf} from './ip.ts';
import type {NetworkNamespace, ProgramResult} from './namespace.ts';
import type {InterfaceView} from './view.ts';

/** All interfaces, with what the kernel made up for them left out. */
export async function interfacesIn(namespace: NetworkNamespace): Promise<readonly InterfaceView[]> {
  const [details, addresses] = await Promise.all([
    showIp(namespace, '-details', 'link', 'show'),
    showIp(namespace, 'address', 'show'),
  ]);
  return details.map(link => {
    const name = textOf(link, 'ifname');
    const flags = link['flags'];
    const info = memberOf(link, 'linkinfo');
    const known = addresses.find(each => textOf(each, 'ifname') === name) ?? {};
    return {
      name,
      kind: textOf(info, 'info_kind'),
      mac: textOf(link, 'link_type') === 'ether' ? textOf(link, 'address') : '',
      mtu: Number(link['mtu']),
      isUp: Array.isArray(flags) && flags.includes('UP'),
      addresses: listOf(known, 'addr_info').filter(isGiven).map(cidrOf),
      master: textOf(link, 'master'),
      portState: textOf(memberOf(info, 'info_slave_data'), 'state'),
    };
  });
}

/** Not an IPv6 address that a link has by itself. */
function isGiven(address: IpObject): boolean {
  return (
    textOf(address, 'local') !== '' &&
    !(textOf(address, 'family') === 'inet6' && textOf(address, 'scope') === 'link')
  );
}

function cidrOf(address: IpObject): string {
  return `${textOf(address, 'local')}/${textOf(address, 'prefixlen')}`;
}

/** Everything that someone could leave behind, each as one line. */
export async function inventoryOf(namespace: NetworkNamespace): Promise<readonly string[]> {
  const [interfaces, routes, neighbours, proxies, rules, filters] = await Promise.all([
    interfacesIn(namespace),
    both(namespace, 'route', 'show', 'table', 'all'),
    both(namespace, 'neighbour', 'show', 'nud', 'permanent'),
    both(namespace, 'neighbour', 'show', 'proxy'),
    both(namespace, 'rule', 'show'),
    filtersIn(namespace),
  ]);
  return [
    ...interfaces.flatMap(({name, kind, addresses}) => [
      `interface ${name}${kind === '' ? '' : ` (${kind})`}`,
      ...addresses.map(address => `address ${address} on ${name}`),
    ]),
    ...routes.filter(isMade).map(routeLine),
    ...neighbours.map(
      each => `neighbour ${textOf(each, 'dst')} ${textOf(each, 'lladdr')} on ${textOf(each, 'dev')}`,
    ),
    ...proxies.map(each => `neighbour proxy ${textOf(each, 'dst')} on ${textOf(each, 'dev')}`),
    ...rules.map(ruleLine),
    ...filters,
  ].sort();
}

async function both(namespace: NetworkNamespace, ...args: readonly string[]): Promise<readonly IpObject[]> {
  const [v4, v6] = await Promise.all([showIp(namespace, '-4', ...args), showIp(namespace, '-6', ...args)]);
  return [...v4, ...v6];
}

/** Routes of addresses and of IPv6 on links come and go with them. */
function isMade(route: IpObject): boolean {
  return textOf(route, 'protocol') !== 'kernel' && textOf(route, 'table') !== 'local';
}

function routeLine(route: IpObject): string {
  const [destination, gateway, table] = ['dst', 'gateway', 'table'].map(key => textOf(route, key));
  const via = gateway ? ` via ${gateway}` : '';
  const device = textOf(route, 'dev');
  return `route ${destination}${via}${device && ` dev ${device}`}${table ? ` table ${table}` : ''}`;
}

function ruleLine(rule: IpObject): string {
  const words = Object.entries(rule).flatMap(([key, value]) => [key, String(value)]);
  return `routing rule ${words.join(' ')}`;
}

const FILTERS = ['iptables-save', 'ip6tables-save'];

/** Rules of packet filters, of tables that are in use; nothing where the programs are missing. */
async function filtersIn(namespace: NetworkNamespace): Promise<readonly string[]> {
  const results = await Promise.all(FILTERS.map(program => namespace.run([program])));
  return results.flatMap((result, at) => filterLines(FILTERS[at]?.replace('-save', '') ?? '', result));
}

/** Chains that someone made, and rules; counters and the policies of built-in chains say nothing. */
function filterLines(program: string, {code, stdout}: ProgramResult): readonly string[] {
  if (code !== 0) return [];
  let table = '';
  return stdout.split('\n').flatMap(line => {
    if (line.startsWith('*')) table = line.slice(1);
    if (line.startsWith('-')) return [`${program} ${table} rule ${line}`];
    const chain = /^:(\S+) - /.exec(line)?.[1];
    return chain === undefined ? [] : [`${program} ${table} chain ${chain}`];
  });
}
