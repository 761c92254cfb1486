import {base64} from '../../util/base64.ts';
import type {ApiRequest, BodySeen} from './api.ts';
import {bytesOf} from './body.ts';
import {flatHeaders, requestHeaders} from './headers.ts';
import type {SeenReply} from './response.ts';

/**
 * The argument of both calls (moby v28.5.2 pkg/authorization/api.go Request): members in Go's order, those with a zero value
 * left out.
 */
export interface AuthzDocument {
  readonly User?: string;
  readonly UserAuthNMethod?: string;
  readonly RequestMethod?: string;
  readonly RequestUri?: string;
  readonly RequestBody?: string;
  readonly RequestHeaders?: Readonly<Record<string, string>>;
  readonly RequestPeerCertificates?: readonly string[];
  readonly ResponseStatusCode?: number;
  readonly ResponseBody?: string;
  readonly ResponseHeaders?: Readonly<Record<string, string>>;
}

/** What AuthZReq says of a request. */
export function requestDocument(request: ApiRequest, seen: BodySeen): AuthzDocument {
  const {client} = request;
  return withoutZeros({
    User: client?.user,
    UserAuthNMethod: client === undefined ? undefined : 'TLS',
    RequestMethod: request.method,
    RequestUri: request.target,
    RequestBody: seen === 'sent' ? encoded(bytesOf(request.body)) : undefined,
    RequestHeaders: flatHeaders(requestHeaders(request)),
    // PEM text, base64 once more (the same, MarshalJSON)
    RequestPeerCertificates: client?.certificates.map(pem => base64(Buffer.from(pem))),
  });
}

/** What AuthZRes says: all of the request once more, and what is left in the response's buffer. */
export function responseDocument(request: AuthzDocument, reply: SeenReply): AuthzDocument {
  return withoutZeros({
    ...request,
    ResponseStatusCode: reply.status === 0 ? undefined : reply.status,
    ResponseBody: encoded(Buffer.from(reply.body)),
    ResponseHeaders: flatHeaders(reply.headers),
  });
}

function encoded(bytes: Uint8Array): string | undefined {
  return bytes.length === 0 ? undefined : base64(bytes);
}

type Optional = {readonly [Key in keyof AuthzDocument]: AuthzDocument[Key] | undefined};

/** Go's omitempty. */
function withoutZeros(document: Optional): AuthzDocument {
  const isSet = ([, value]: [string, unknown]) =>
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(document).filter(isSet));
}
