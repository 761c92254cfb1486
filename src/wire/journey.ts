import type {PostOptions, PostResult} from './call.ts';
import {now} from './clock.ts';
import {decodeBody} from './decode-body.ts';
import type {Exchange} from './exchange.ts';
import type {Failure} from './failure-text.ts';
import {CALL_TIMEOUT, CLIENT_TIMEOUT, failureText} from './failure-text.ts';
import type {Hop} from './hop.ts';
import {outgoingOf, rulesOf} from './hop.ts';
import type {Origin} from './origin.ts';
import {refusal} from './origin.ts';
import {makeExchange} from './record.ts';
import {printPlace, redirectOf} from './redirect.ts';
import type {Outgoing} from './request.ts';
import type {Flight, FlightPlan} from './transport.ts';
import {groundedFlight, startFlight} from './transport.ts';

/** Go's defaultCheckRedirect. */
const MAX_REQUESTS = 10;
const NO_BODY = Buffer.alloc(0);
const CANCELLED: Failure = {kind: 'aborted', text: 'context canceled'};

/** One call through all its redirects, under one deadline (go1.24 net/http/client.go Client.do). */
export class Journey {
  private readonly origin: Origin;
  private readonly options: PostOptions;
  private readonly finish: (result: PostResult) => void;
  private readonly exchanges: Exchange[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly onAbort = (): void => this.interrupt(CANCELLED);
  private underWay: Arrival | null = null;

  constructor(origin: Origin, options: PostOptions, finish: (result: PostResult) => void) {
    this.origin = origin;
    this.options = options;
    this.finish = finish;
  }

  start(): void {
    const {options, origin} = this;
    const {body} = options;
    this.guard();
    this.hop({
      verb: options.verb ?? 'POST',
      place: {...origin.home, path: options.path ?? `/${options.method}`},
      body: typeof body === 'string' ? Buffer.from(body) : (body ?? NO_BODY),
      referer: undefined,
    });
    if (options.signal?.aborted === true) this.interrupt(CANCELLED);
  }

  /** Ends the call at once. */
  interrupt(failure: Failure): void {
    this.underWay?.flight.cancel(
      failure.kind === 'timeout' ? 'the deadline passed' : 'the call was given up',
    );
    this.land(failure);
  }

  /** Sets the deadline and listens to the signal. */
  private guard(): void {
    const {timeoutMs = Number.POSITIVE_INFINITY, signal} = this.options;
    const {clientTimeoutMs = Number.POSITIVE_INFINITY} = this.origin;
    const limit = Math.min(timeoutMs, clientTimeoutMs);
    const failure = clientTimeoutMs < timeoutMs ? CLIENT_TIMEOUT : CALL_TIMEOUT;
    if (Number.isFinite(limit)) this.timers.push(setTimeout(() => this.interrupt(failure), limit));
    signal?.addEventListener('abort', this.onAbort, {once: true});
  }

  private hop(hop: Hop): void {
    const {origin} = this;
    const outgoing = outgoingOf(hop, origin, this.options);
    const rules = rulesOf(hop, origin, this.options);
    const startedAt = now();
    const fault = origin.fault ?? refusal(origin, hop.place);
    if (fault !== null) {
      this.landed({hop, outgoing, startedAt, flight: groundedFlight(rules)}, fault);
      return;
    }
    const plan: FlightPlan = {
      key: `${hop.place.scheme}://${hop.place.host}`,
      outgoing,
      rules,
      trickle: this.options.trickle,
      freshConnection: this.options.freshConnection === true,
      sendWhen: this.options.sendWhen,
      onSent: () => this.abortLater(),
    };
    const flight = startFlight(origin.pool, plan, () => this.land(flight.failure));
    this.underWay = {hop, outgoing, startedAt, flight};
  }

  /** Once for each flight. */
  private land(failure: Failure | null): void {
    const arrival = this.underWay;
    this.underWay = null;
    if (arrival !== null) this.landed(arrival, failure);
  }

  private abortLater(): void {
    const {abortAfterMs} = this.options;
    if (abortAfterMs !== undefined) this.timers.push(setTimeout(this.onAbort, abortAfterMs));
  }

  private landed(arrival: Arrival, failed: Failure | null): void {
    const {hop, flight} = arrival;
    const {head} = flight.reader;
    flight.reader.release();
    const decoded = decodeBody(flight.reader, this.origin.gzip, this.origin.maxBodyBytes);
    const failure = failed ?? decoded.failure;
    if (head === null || failure !== null) {
      const url = head === null ? printPlace(hop.place) : null;
      this.arrive(arrival, decoded.bytes, failure === null ? null : this.word(failure, url));
      return;
    }
    const redirect = redirectOf(head, hop.verb, hop.place);
    if (redirect.kind === 'none') this.arrive(arrival, decoded.bytes, null);
    else if (redirect.kind === 'failed') {
      const failure: Failure = {kind: 'redirect', text: redirect.text};
      this.arrive(arrival, decoded.bytes, this.word(failure, printPlace(hop.place)));
    } else if (this.exchanges.length + 1 >= MAX_REQUESTS) {
      const failure: Failure = {kind: 'redirect', text: `stopped after ${MAX_REQUESTS} redirects`};
      this.arrive(arrival, decoded.bytes, this.word(failure, redirect.location));
    } else {
      this.record(arrival, decoded.bytes, null);
      this.hop({
        verb: redirect.verb,
        place: redirect.to,
        body: redirect.keepsBody ? hop.body : NO_BODY,
        referer: printPlace(hop.place),
      });
    }
  }

  private word(failure: Failure, url: string | null): Failure {
    if (failure === this.origin.fault) return failure;
    return failureText(failure, this.options.verb ?? 'POST', url);
  }

  private arrive(arrival: Arrival, bytes: Uint8Array, error: Failure | null): void {
    const exchange = this.record(arrival, bytes, error);
    for (const timer of this.timers) clearTimeout(timer);
    this.options.signal?.removeEventListener('abort', this.onAbort);
    const {exchanges} = this;
    this.finish({exchange, exchanges, bytes: exchange.response === null ? null : bytes});
  }

  private record(arrival: Arrival, bytes: Uint8Array, error: Failure | null): Exchange {
    const exchange = makeExchange({
      id: this.origin.nextExchangeId(),
      method: this.options.method,
      attempt: this.options.attempt ?? 1,
      probe: this.options.probe ?? false,
      outgoing: arrival.outgoing,
      flight: arrival.flight,
      bytes,
      error,
      startedAt: arrival.startedAt,
      endedAt: now(),
    });
    this.exchanges.push(exchange);
    this.origin.onExchange(exchange);
    return exchange;
  }
}

interface Arrival {
  readonly hop: Hop;
  readonly outgoing: Outgoing;
  readonly flight: Flight;
  readonly startedAt: number;
}
