import {type GoUrl, parseGoUrl} from '../../util/go-url.ts';
import type {Address} from '../../wire/address.ts';
import {type TlsConfig, tlsSettings} from './tls.ts';

/** An address that dockerd would dial, or the text of the error with which it gives up. */
export type AddressResult = {readonly address: Address; readonly url: GoUrl} | {readonly error: string};

/** Length of `sun_path` on Linux; Go counts bytes and allows all of them. */
const MAX_SOCKET_PATH_BYTES = 108;

/**
 * What dockerd dials where the address has no host: the name is a stand-in that no resolver knows
 * (moby v28.5.2 pkg/plugins/client.go dummyHost).
 */
export const PLACEHOLDER_HOST = 'plugin.moby.localhost';

/**
 * Turns the address of a plugin into what dockerd dials (moby v28.5.2 pkg/plugins/client.go newTransport and
 * go-connections sockets.go ConfigureTransport). Paths and credentials are dropped; a unix address with a host part
 * uses the host as path; every unknown scheme is plain HTTP over TCP.
 */
export function resolveAddress(text: string, tls: TlsConfig | null): AddressResult {
  const parsed = parseGoUrl(text);
  if ('error' in parsed) return {error: `parse ${JSON.stringify(text)}: ${parsed.error}`};
  const {url} = parsed;
  switch (url.scheme) {
    case 'unix':
      return unixAddress(url);
    case 'npipe':
      return {error: 'protocol not available'};
    case 'https':
      return tcpAddress(url, 443, place => ({kind: 'tls', ...place, tls: tlsSettings(tls)}));
    default:
      return tcpAddress(url, 80, place => ({kind: 'tcp', ...place}));
  }
}

type Place = {readonly host: string; readonly port: number};

function tcpAddress(url: GoUrl, defaultPort: number, make: (place: Place) => Address): AddressResult {
  const place = hostAndPort(url.host, defaultPort);
  if (place.port > 65535) return {error: `dial tcp: address ${place.port}: invalid port`};
  return {url, address: make(place)};
}

function unixAddress(url: GoUrl): AddressResult {
  const path = url.host || url.path;
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH_BYTES) {
    return {error: `unix socket path ${JSON.stringify(path)} is too long`};
  }
  return {url, address: {kind: 'unix', path}};
}

function hostAndPort(host: string, defaultPort: number): Place {
  const match = /^(?:\[(.*)\]|(.*?))(?::(\d*))?$/.exec(host);
  const name = match?.[1] ?? match?.[2] ?? '';
  return {host: name || PLACEHOLDER_HOST, port: match?.[3] ? Number(match[3]) : defaultPort};
}
