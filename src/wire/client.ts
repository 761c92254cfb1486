import type {Address} from './address.ts';
import type {PostOptions, PostResult} from './call.ts';
import {now} from './clock.ts';
import {addressFault} from './dial.ts';
import type {Exchange} from './exchange.ts';
import {Journey} from './journey.ts';
import type {Origin} from './origin.ts';
import {Pool} from './pool.ts';
import type {WireProfile} from './profile.ts';
import {targetOf} from './request.ts';
import type {ConnectionEvent} from './task.ts';
import {prepareTls} from './tls-settings.ts';

/** What a client is made from. */
export interface ClientOptions {
  readonly address: Address;
  readonly profile: WireProfile;
  /** Ask for gzip (default: on TCP and TLS, as dockerd does). */
  readonly gzip?: boolean;
  readonly limits?: {
    /** Longest body that is read, in bytes (32 MiB); dockerd has no limit. */
    readonly bodyBytes?: number;
  };
  /** http.Client.Timeout of managed plugins, in milliseconds; comes on top of the calls' own. */
  readonly clientTimeoutMs?: number;
  readonly onExchange?: (exchange: Exchange) => void;
  /** Told before a call is sent. */
  readonly onRequest?: (method: string, body: PostOptions['body']) => void;
  readonly onConnection?: (event: ConnectionEvent) => void;
  /** Numbers that several clients of one run share (default: own counters from 1). */
  readonly nextExchangeId?: () => number;
  readonly nextConnectionId?: () => number;
}

/** dockerd's HTTP client for one plugin. */
export interface Client {
  post(options: PostOptions): Promise<PostResult>;
  /** Closes all connections; calls under way end as `aborted`. */
  close(): void;
}

const BODY_LIMIT = 32 << 20;

/** Makes the client; connects to nothing yet and never throws: what is wrong with the address comes out of every call. */
export function createClient(options: ClientOptions): Client {
  // Not a Set: its old tables, each of which knows the next, keep all calls in memory until the next full collection.
  const journeys: Journey[] = [];
  const {origin, pool} = prepare(options);
  return {
    post: call =>
      new Promise(resolve => {
        const journey: Journey = new Journey(origin, call, result => {
          drop(journeys, journey);
          resolve(result);
        });
        journeys.push(journey);
        options.onRequest?.(call.method, call.body);
        journey.start();
      }),
    close: () => {
      for (const journey of [...journeys]) journey.interrupt({kind: 'aborted', text: 'context canceled'});
      pool.close();
    },
  };
}

function prepare(options: ClientOptions): {readonly origin: Origin; readonly pool: Pool} {
  const {address, profile} = options;
  const target = targetOf(address, profile);
  const prepared = address.kind === 'tls' ? prepareTls(address.tls, address.host) : null;
  // On a unix socket a redirect to https makes Go speak TLS over it, checking nothing that we could name.
  const tls = prepared?.options ?? {rejectUnauthorized: false};
  const pool = new Pool({
    address,
    profile,
    tlsFor: key => (key.startsWith('https:') ? tls : null),
    nextConnectionId: options.nextConnectionId ?? counter(),
    onConnection: event => options.onConnection?.(event),
    now,
  });
  const origin: Origin = {
    pool,
    go: profile.go,
    isUnix: address.kind === 'unix',
    home: {scheme: target.scheme, host: target.urlHost, path: '/'},
    hostHeader: target.hostHeader,
    gzip: options.gzip ?? address.kind !== 'unix',
    maxBodyBytes: options.limits?.bodyBytes ?? BODY_LIMIT,
    clientTimeoutMs: options.clientTimeoutMs,
    fault: faultOf(address, prepared?.error ?? null),
    nextExchangeId: options.nextExchangeId ?? counter(),
    onExchange: exchange => options.onExchange?.(exchange),
  };
  return {origin, pool};
}

/** Why no request can be made at all. */
function faultOf(address: Address, tlsError: string | null): Origin['fault'] {
  const text = addressFault(address);
  if (text !== null) return {kind: 'dial', text};
  return tlsError === null ? null : {kind: 'tls', text: tlsError};
}

/** The order does not matter. */
function drop(journeys: Journey[], journey: Journey): void {
  const last = journeys.pop();
  if (last !== undefined && last !== journey) journeys[journeys.indexOf(journey)] = last;
}

function counter(): () => number {
  let count = 0;
  return () => ++count;
}
