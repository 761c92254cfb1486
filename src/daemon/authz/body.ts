import type {AuthzFacts} from '../engines/engine.ts';
import type {ApiRequest, BodySeen} from './api.ts';
import {isJson} from './content-type.ts';
import {readTarget} from './target.ts';

const NOTHING = new Uint8Array();

/** Whether AuthZReq carries the body (moby pkg/authorization/authz.go AuthZRequest, sendBody and drainBody), as the engine's facts say. */
export function bodySeen(request: ApiRequest, facts: AuthzFacts): BodySeen {
  const length = lengthOf(request.body);
  if (length === 0) return 'none';
  if (!isForwarded(request, facts)) return 'withheld';
  const {limit, over, chunked} = facts.bodies;
  if (over === 'refuse') return length > limit ? 'refused' : 'sent';
  return length < limit && (chunked || !isChunked(request)) ? 'sent' : 'withheld';
}

/** Content-Type and path alone: the size is another matter. */
function isForwarded(request: ApiRequest, facts: AuthzFacts): boolean {
  return !isAuthEndpoint(request.target, facts) && isJson(firstHeader(request, 'content-type'));
}

/** `docker login` carries a password, which no plugin gets. Before the fix of 2024 the end of the target decided. */
export function isAuthEndpoint(target: string, facts: AuthzFacts): boolean {
  if (facts.authEndpoint === 'none') return false;
  if (facts.authEndpoint === 'suffix') return target.endsWith('/auth');
  return /^[^/]*\/(?:v\d[\d.]*\/)?auth/.test(readTarget(target)?.path ?? '');
}

/** Go's Header.Get: the first of that name. */
export function firstHeader(request: ApiRequest, name: string): string | undefined {
  return request.headers?.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Whether the request says no length. */
export function isChunked(request: ApiRequest): boolean {
  return request.chunked === true;
}

/** The body's length in bytes. */
export function lengthOf(body: ApiRequest['body'] = NOTHING): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length;
}

/** Its bytes; empty when there is none. */
export function bytesOf(body: ApiRequest['body'] = NOTHING): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}
