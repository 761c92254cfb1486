import type {Address} from './address.ts';
import type {Header} from './exchange.ts';
import type {WireProfile} from './profile.ts';

/** moby v28.5.2 pkg/plugins/transport/mimetype.go VersionMimetype; the same in every version since 1.12. */
export const ACCEPT = 'application/vnd.docker.plugins.v1.2+json';

const USER_AGENT: Header = ['User-Agent', 'Go-http-client/1.1'];
const ACCEPT_HEADER: Header = ['Accept', ACCEPT];
const ACCEPT_ENCODING: Header = ['Accept-Encoding', 'gzip'];

/** One request as it will be written. */
export interface Outgoing {
  readonly verb: string;
  /** Request target: path and query. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

/** Where a request goes as Go's URL has it: scheme, host part, path with query. */
export interface Target {
  readonly scheme: string;
  /** Host of the URL; for unix sockets of old engines the escaped socket path. */
  readonly urlHost: string;
  /** Value of the Host header. */
  readonly hostHeader: string;
}

/**
 * The URL parts of a plugin address. Up to 20.10.25, 23.0.6 and 24.0.4 the URL's host is the socket path, which Go prints
 * escaped and cleans to nothing for the Host header (moby v20.10.24 pkg/plugins/client.go newTransport).
 */
export function targetOf(address: Address, profile: WireProfile): Target {
  if (address.kind === 'unix') {
    const urlHost = profile.unixHost === '' ? encodeHost(address.path) : profile.unixHost;
    return {scheme: 'http', urlHost, hostHeader: profile.unixHost};
  }
  const host = `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
  return {scheme: address.kind === 'tls' ? 'https' : 'http', urlHost: host, hostHeader: host};
}

/** Go's escaping of a URL host (net/url shouldEscape, mode encodeHost). */
function encodeHost(path: string): string {
  return path.replace(/[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/gu, rune =>
    [...Buffer.from(rune)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** What decides the header list of one request. */
export interface HeaderSpec {
  readonly verb: string;
  readonly host: string;
  readonly bodyBytes: number;
  readonly referer?: string | undefined;
  readonly gzip: boolean;
  /** Replaces or adds headers by name; null leaves one out. For probes. */
  readonly overrides?: Readonly<Record<string, string | null>> | undefined;
}

/** Headers in the order of Go's Request.Write: Host, User-Agent, Content-Length, the own ones sorted, the transport's last. */
export function requestHeaders(spec: HeaderSpec): readonly Header[] {
  const headers: Header[] = [['Host', spec.host], USER_AGENT];
  if (spec.bodyBytes > 0 || spec.verb === 'POST' || spec.verb === 'PUT' || spec.verb === 'PATCH') {
    headers.push(['Content-Length', String(spec.bodyBytes)]);
  }
  headers.push(ACCEPT_HEADER);
  if (spec.referer !== undefined) headers.push(['Referer', spec.referer]);
  if (spec.gzip) headers.push(ACCEPT_ENCODING);
  return spec.overrides === undefined ? headers : override(headers, spec.overrides);
}

function override(headers: readonly Header[], changes: Readonly<Record<string, string | null>>): Header[] {
  const left = new Map(Object.entries(changes).map(([name, value]) => [name.toLowerCase(), {name, value}]));
  const kept: Header[] = [];
  for (const header of headers) {
    const change = left.get(header[0].toLowerCase());
    if (change === undefined) kept.push(header);
    else if (change.value !== null) kept.push([change.name, change.value]);
    left.delete(header[0].toLowerCase());
  }
  for (const {name, value} of left.values()) if (value !== null) kept.push([name, value]);
  return kept;
}

/** The head as it goes over the wire. Values are not checked: probes may send what no HTTP client would. */
export function encodeHead(request: Outgoing): string {
  let head = `${request.verb} ${request.path} HTTP/1.1\r\n`;
  for (const header of request.headers) head += `${header[0]}: ${header[1]}\r\n`;
  return `${head}\r\n`;
}
