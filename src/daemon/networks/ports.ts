import type {Environment} from '../environment.ts';
import {formatIp, parseIp} from '../ipam/address.ts';
import type {DriverOptions} from './driver.ts';
import type {ExposedPort, NetworkingConfig, PublishedPort} from './settings.ts';

const PORT_MAP = 'com.docker.network.portmap';
const EXPOSED = 'com.docker.network.endpoint.exposedports';
const PROTOCOLS: Readonly<Record<string, number>> = {icmp: 1, tcp: 6, udp: 17, sctp: 132};

/** The two port keys of CreateEndpoint and Join (moby v28.5.2 daemon/network.go buildPortsRelatedCreateEndpointOptions). */
export function portOptions(
  {random}: Environment,
  config: NetworkingConfig,
  {publishedOnly}: {readonly publishedOnly: boolean},
): DriverOptions {
  const ports = sortPorts(random.shuffle(config.exposed, 'ports'), config.published);
  const isPublished = (port: ExposedPort) =>
    config.publishesAll || bindingsOf(config.published, port).length > 0;
  const shown = publishedOnly ? ports.filter(isPublished) : ports;
  return {
    [EXPOSED]: shown.map(({proto, port}) => ({Proto: PROTOCOLS[proto] ?? 0, Port: port})),
    [PORT_MAP]: ports.flatMap(port => bindings(config, port)),
  };
}

function bindings({published, publishesAll}: NetworkingConfig, {proto, port}: ExposedPort): object[] {
  const own = bindingsOf(published, {proto, port});
  const any = {port, proto, hostIp: '', hostPort: 0, hostPortEnd: 0};
  return (own.length === 0 && publishesAll ? [any] : own).map(binding => ({
    Proto: PROTOCOLS[proto] ?? 0,
    IP: '',
    Port: port,
    HostIP: hostIpText(binding.hostIp),
    HostPort: binding.hostPort,
    HostPortEnd: binding.hostPortEnd,
  }));
}

function hostIpText(text: string): string {
  const ip = parseIp(text);
  return ip === null ? '' : formatIp(ip);
}

function bindingsOf(published: readonly PublishedPort[], {port, proto}: ExposedPort): PublishedPort[] {
  return published.filter(other => other.port === port && other.proto === proto);
}

/** go-connections nat.SortPortMap, whose order is none: insertion as Go sorts short lists, by its own comparison. */
function sortPorts(ports: readonly ExposedPort[], published: readonly PublishedPort[]): ExposedPort[] {
  const entries = ports.flatMap(port => {
    const own = bindingsOf(published, port);
    return own.length === 0 ? [{port, host: 0}] : own.map(({hostPort}) => ({port, host: hostPort}));
  });
  type Entry = (typeof entries)[number];
  const isBefore = (a: Entry, b: Entry) =>
    a.host > b.host || a.port.port > b.port.port || (a.port.port === b.port.port && a.port.proto === 'tcp');
  const sorted: Entry[] = [];
  for (const entry of entries) {
    let at = sorted.length;
    for (let other = sorted[at - 1]; other !== undefined && isBefore(entry, other); other = sorted[at - 1])
      at -= 1;
    sorted.splice(at, 0, entry);
  }
  return [...new Set(sorted.map(({port}) => port))];
}

/** `-p 127.0.0.1:8080:80/udp`, `-p 8000-8010:80`, `-p 80`. */
export function parsePublished(spec: string): PublishedPort {
  const [, rest = '', proto = 'tcp'] = /^(.*?)(?:\/(\w+))?$/.exec(spec) ?? [];
  const [, host = '', port = ''] = /^(?:(.*):)?(\d+)$/.exec(rest) ?? [];
  const [, hostIp = '', range = ''] = /^(?:\[?(.*?)\]?:)?([\d-]*)$/.exec(host) ?? [];
  const [start = '', end = start] = range.split('-');
  return {port: Number(port), proto, hostIp, hostPort: Number(start), hostPortEnd: Number(end)};
}

/** `--expose 90/udp`. */
export function parseExposed(spec: string): ExposedPort {
  const [port = '', proto = 'tcp'] = spec.split('/');
  return {port: Number(port), proto};
}
