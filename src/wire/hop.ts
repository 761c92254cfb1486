import type {PostOptions} from './call.ts';
import type {Origin} from './origin.ts';
import type {ReadingRules} from './reading-rules.ts';
import type {Place} from './redirect.ts';
import {type Outgoing, requestHeaders} from './request.ts';

/** One request of a call: the first, or one that a redirect led to. */
export interface Hop {
  readonly verb: string;
  readonly place: Place;
  readonly body: Uint8Array;
  readonly referer: string | undefined;
}

/** The request as it is written. */
export function outgoingOf(hop: Hop, origin: Origin, {headers: overrides}: PostOptions): Outgoing {
  const headers = requestHeaders({
    verb: hop.verb,
    host: hop.place.host === origin.home.host ? origin.hostHeader : hop.place.host,
    bodyBytes: hop.body.length,
    referer: hop.referer,
    gzip: origin.gzip,
    overrides,
  });
  return {verb: hop.verb, path: hop.place.path, headers, body: hop.body};
}

/** How its answer is read. */
export function rulesOf(hop: Hop, origin: Origin, {until = 'value', onBody}: PostOptions): ReadingRules {
  return {
    verb: hop.verb,
    go: origin.go,
    maxBodyBytes: origin.maxBodyBytes,
    until,
    isPackable: origin.gzip,
    onBody,
  };
}
