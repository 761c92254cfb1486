import type {ApiRequest, Header} from './api.ts';
import {isChunked, lengthOf} from './body.ts';

/** Credentials that no plugin gets (moby v28.5.2 pkg/authorization/authz.go headers). */
const HIDDEN: readonly string[] = ['authorization', 'x-registry-config', 'x-registry-auth'];

/** Go's server takes these out of the map (net/http readRequest, transfer.go). */
const TAKEN_OUT: readonly string[] = ['host', 'transfer-encoding', 'trailer'];

/** One string per canonical name, the last one; sorted as Go prints maps. Undefined when nothing is left. */
export function flatHeaders(headers: readonly Header[]): Readonly<Record<string, string>> | undefined {
  const flat = new Map<string, string>();
  for (const [name, value] of headers) {
    if (HIDDEN.includes(name.toLowerCase()) || TAKEN_OUT.includes(name.toLowerCase())) continue;
    flat.set(canonical(name), value);
  }
  if (flat.size === 0) return undefined;
  return Object.fromEntries([...flat].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The request's headers with its length, which every body that is not chunked has. */
export function requestHeaders(request: ApiRequest): readonly Header[] {
  const headers = request.headers ?? [];
  const hasLength = headers.some(([name]) => name.toLowerCase() === 'content-length');
  if (isChunked(request)) return headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  const length = lengthOf(request.body);
  return length === 0 || hasLength ? headers : [...headers, ['Content-Length', String(length)]];
}

/** net/textproto CanonicalMIMEHeaderKey: `x-lower-case` is `X-Lower-Case`; what is no token stays. */
export function canonical(name: string): string {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return name;
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash, letter) => `${dash}${letter.toUpperCase()}`);
}
