import type {DiscoveryFolders} from '../daemon/discovery/folders.ts';
import {redactUrls} from '../util/redact-url.ts';
import type {Address} from '../wire/address.ts';

/** An address of the command line that can't be dialled. */
export function badAddress(text: string, reason: string): string {
  const why = redactUrls(reason.replace(/^parse ".*": /, ''));
  return `${redactUrls(text)} is not an address: ${why}; expected unix:///path or tcp://host:port`;
}

/** A spec file that dockerd can't use; `reason` is dockerd's error or our own words. */
export function badSpec(path: string, reason: string): string {
  const content = path.endsWith('.json')
    ? 'expected {"Addr": "tcp://host:port"}'
    : 'expected one address with a scheme, such as unix:///path or tcp://host:port';
  return `${path} is not a usable spec file: ${redactUrls(reason)}; ${content}`;
}

/** A name that dockerd would not find, with the places and a near name. */
export function nameNotFound(about: {
  readonly name: string;
  readonly folders: DiscoveryFolders;
  readonly near: string | undefined;
}): string {
  const {name, folders, near} = about;
  const advice = near === undefined ? 'plugtest discover shows what there is' : `did you mean ${near}?`;
  return `no plugin named ${name}: looked for ${name}.sock in ${folders.sockets}, ${name}.spec and ${name}.json in ${folders.specs.join(', ')}; ${advice}`;
}

/** Why nothing could be reached, by the system's word, and what to do. */
export function unreachable(
  address: Address,
  failure: {readonly code: string; readonly text: string},
): string {
  const place = address.kind === 'unix' ? address.path : hostPort(address);
  const known = (address.kind === 'unix' ? SOCKET_REASONS : HOST_REASONS)[failure.code];
  return known === undefined ? `can't connect to ${place}: ${failure.text}` : known(place);
}

function hostPort(address: Exclude<Address, {kind: 'unix'}>): string {
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}

type Reasons = Readonly<Record<string, (place: string) => string>>;

const SOCKET_REASONS: Reasons = {
  ENOENT: place =>
    `there is no socket at ${place}: start the plugin first, or let plugtest do it: plugtest ${place} -- command`,
  ENOTDIR: place => `there is no socket at ${place}: a part of the path is not a folder`,
  EACCES: place =>
    `no permission to connect to ${place}: run plugtest as a user that may write to the socket`,
  EPERM: place => `no permission to connect to ${place}: run plugtest as a user that may write to the socket`,
  ECONNREFUSED: place =>
    `nothing listens on the socket ${place}: the file is left over from an earlier run, start the plugin`,
  EPROTOTYPE: place => `${place} is not a stream socket: the plugin must listen for connections`,
  ENAMETOOLONG: place => `the path ${place} is too long for a socket: use one below 108 bytes`,
  EINVAL: place => `the path ${place} is too long for a socket: use one below 108 bytes`,
  TIMEOUT: place => `${place} does not accept connections: the plugin's listen queue is full, restart it`,
  EAGAIN: place => `${place} does not accept connections: the plugin's listen queue is full, restart it`,
};

const HOST_REASONS: Reasons = {
  ECONNREFUSED: place => `nothing listens on ${place}: start the plugin, or correct host and port`,
  ENOTFOUND: place => `the host of ${place} is unknown: correct the address`,
  EAI_AGAIN: place => `the host of ${place} can't be looked up now: check the name server`,
  TIMEOUT: place => `${place} does not answer: check host, port and firewall`,
  EHOSTUNREACH: place => `there is no way to ${place}: check host and network`,
  ENETUNREACH: place => `there is no way to ${place}: check host and network`,
};
