import type {AuthzFacts} from '../engines/engine.ts';
import type {ApiRequest, BodySeen} from './api.ts';
import {isJson} from './content-type.ts';
import {readTarget} from './target.ts';

/** The body as AuthZReq carries it, or what became of it. */
export interface ForwardedBody {
  readonly seen: BodySeen;
  /** Empty unless `seen` is `sent`. */
  readonly bytes: Uint8Array;
}

const NOTHING = new Uint8Array();

/** moby pkg/authorization/authz.go AuthZRequest, sendBody and drainBody, as the engine's facts say. */
export function forwardedBody(request: ApiRequest, facts: AuthzFacts): ForwardedBody {
  const bytes = bytesOf(request.body);
  if (bytes.length === 0) return {seen: 'none', bytes: NOTHING};
  if (!isForwarded(request, facts)) return {seen: 'withheld', bytes: NOTHING};
  const {limit, over, chunked} = facts.bodies;
  if (over === 'refuse') {
    return bytes.length > limit ? {seen: 'refused', bytes: NOTHING} : {seen: 'sent', bytes};
  }
  const isSeen = bytes.length < limit && (chunked || !isChunked(request));
  return isSeen ? {seen: 'sent', bytes} : {seen: 'withheld', bytes: NOTHING};
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

/** The body's bytes; empty when there is none. */
export function bytesOf(body: ApiRequest['body']): Uint8Array {
  if (body === undefined) return NOTHING;
  return typeof body === 'string' ? Buffer.from(body) : body;
}
