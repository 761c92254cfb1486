import type {Exchange} from './exchange.ts';
import type {Failure} from './failure-text.ts';
import type {Pool} from './pool.ts';
import type {Place} from './redirect.ts';
import {printPlace} from './redirect.ts';

/** What all calls of one client share. */
export interface Origin {
  readonly pool: Pool;
  readonly go: number;
  readonly isUnix: boolean;
  /** The plugin's own scheme and host. */
  readonly home: Place;
  readonly hostHeader: string;
  readonly gzip: boolean;
  readonly maxBodyBytes: number;
  readonly clientTimeoutMs: number | undefined;
  /** Why no request can be made at all. */
  readonly fault: Failure | null;
  nextExchangeId(): number;
  onExchange(exchange: Exchange): void;
}

/** What Go's transport refuses, and the one thing that plugtest does: a redirect never makes it connect elsewhere. */
export function refusal(origin: Origin, place: Place): Failure | null {
  const {home, isUnix} = origin;
  if (place.scheme !== 'http' && place.scheme !== 'https') {
    return {kind: 'redirect', text: `unsupported protocol scheme "${place.scheme}"`};
  }
  if (place.host === '' && home.host !== '') return {kind: 'redirect', text: 'http: no Host in request URL'};
  if (isUnix || (place.host === home.host && place.scheme === home.scheme)) return null;
  const elsewhere = printPlace({...place, path: ''});
  return {kind: 'redirect', text: `plugtest does not follow a redirect to ${elsewhere}`};
}
