import type {AuthzFacts} from '../engines/engine.ts';
import type {ApiReply, ApiRequest, Header} from './api.ts';
import {isAuthEndpoint} from './body.ts';
import {isJson} from './content-type.ts';

/** What the plugins see of an answer: all zero when it was flushed before they were asked. */
export interface SeenReply {
  /** 0: not set. */
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** Bytes that are kept back; one write beyond it flushes (moby v28.5.2 pkg/authorization/response.go maxBufferSize). */
const BUFFER_BYTES = 64 * 1024;

/** The response's buffer when the handler is done (the same, response.go). */
export function seenReply(
  request: ApiRequest,
  facts: AuthzFacts,
  versionHeaders: readonly Header[],
): SeenReply {
  const {reply = {}} = request;
  if (wasFlushed(reply)) return {status: 0, headers: [], body: ''};
  if (reply.kind === 'hijack' || reply.kind === 'fail') return {status: 0, headers: versionHeaders, body: ''};
  const headers = [...versionHeaders, ...(reply.headers ?? [])];
  const type = headers.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const isShown = isJson(type) && !isAuthEndpoint(request.target, facts);
  return {status: reply.status ?? 0, headers, body: isShown ? (reply.body ?? '') : ''};
}

/** Streams flush as they go, and so does a write that the buffer cannot take. */
export function wasFlushed({kind = 'whole', body = ''}: ApiReply): boolean {
  return kind === 'stream' || (kind === 'whole' && Buffer.byteLength(body) > BUFFER_BYTES);
}
