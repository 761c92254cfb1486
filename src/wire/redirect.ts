import {quote} from './go-text.ts';
import {headerValues} from './header-line.ts';
import type {ResponseHead} from './response-head.ts';

/** A URL in the parts that a request needs; `host` as it is printed. */
export interface Place {
  readonly scheme: string;
  readonly host: string;
  /** Path and query, at least `/`. */
  readonly path: string;
}

/** Where an answer sends the client. */
export type Redirect =
  | {readonly kind: 'none'}
  | {
      readonly kind: 'follow';
      readonly to: Place;
      readonly verb: string;
      readonly keepsBody: boolean;
      readonly location: string;
    }
  | {readonly kind: 'failed'; readonly text: string};

const NONE: Redirect = {kind: 'none'};

/** Go's redirectBehavior: 301, 302, 303 turn POST into GET without a body; 307, 308 repeat the request; no Location, no redirect. */
export function redirectOf(head: ResponseHead, verb: string, from: Place): Redirect {
  const keepsBody = head.status === 307 || head.status === 308;
  if (!keepsBody && head.status !== 301 && head.status !== 302 && head.status !== 303) return NONE;
  const location = headerValues(head.headers, 'location')[0] ?? '';
  if (location === '') return NONE;
  const to = resolve(location, from);
  if (typeof to === 'string') {
    return {kind: 'failed', text: `failed to parse Location header ${quote(location)}: ${to}`};
  }
  const next = keepsBody || verb === 'GET' || verb === 'HEAD' ? verb : 'GET';
  return {kind: 'follow', to, verb: next, keepsBody, location};
}

/** Absolute text of a place. */
export function printPlace(place: Place): string {
  return `${place.scheme}://${place.host}${place.path}`;
}

/** A URL reference against its base; a text is Go's complaint about it. */
function resolve(reference: string, base: Place): Place | string {
  if (/[\x00-\x1f\x7f]/.test(reference)) {
    return `parse ${quote(reference)}: net/url: invalid control character in URL`;
  }
  const clean = reference.split('#', 1)[0] ?? '';
  const parts = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?]*))?([^?]*)(\?.*)?$/s.exec(clean);
  if (parts === null) return `parse ${quote(reference)}: invalid URL`;
  const [, scheme, host, path = '', query = ''] = parts;
  if (host?.startsWith('[') && !host.includes(']')) return `parse ${quote(reference)}: missing ']' in host`;
  const badEscape = /%(?![0-9A-Fa-f]{2})(.{0,2})/s.exec(path);
  if (badEscape !== null) return `parse ${quote(reference)}: invalid URL escape ${quote(badEscape[0])}`;
  if (host !== undefined) {
    const name = host.slice(host.lastIndexOf('@') + 1);
    return {scheme: (scheme ?? base.scheme).toLowerCase(), host: name, path: cleanPath(path) + query};
  }
  if (scheme !== undefined) return {scheme: scheme.toLowerCase(), host: '', path: cleanPath(path) + query};
  const own = base.path.split('?', 1)[0] ?? '/';
  if (path === '') return {...base, path: own + query};
  const joined = path.startsWith('/') ? path : own.slice(0, own.lastIndexOf('/') + 1) + path;
  return {...base, path: cleanPath(joined) + query};
}

/** RFC 3986 section 5.2.4: `.` and `..` are resolved; characters that no request line may hold are escaped. */
function cleanPath(path: string): string {
  const out: string[] = [];
  const segments = path.split('/').slice(path.startsWith('/') ? 1 : 0);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') out.pop();
    else if (segment !== '.') out.push(segment);
    if (isLast && (segment === '.' || segment === '..')) out.push('');
  }
  return `/${out.join('/')}`.replace(/[^!-~]|["<>\\^`{|}]/gu, rune => encodeURIComponent(rune));
}
