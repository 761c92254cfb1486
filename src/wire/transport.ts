import {now} from './clock.ts';
import type {Connection} from './connection.ts';
import type {FailureKind} from './exchange.ts';
import type {Pool} from './pool.ts';
import type {ReadingRules} from './reading-rules.ts';
import type {Outgoing} from './request.ts';
import {ResponseReader} from './response.ts';
import type {ConnectionFailure} from './task.ts';

/** One request and how to send and read it. */
export interface FlightPlan {
  /** Scheme and host: requests for different ones never share a connection. */
  readonly key: string;
  readonly outgoing: Outgoing;
  readonly rules: ReadingRules;
  readonly trickle?: {readonly bytes: number; readonly everyMs: number} | undefined;
  readonly freshConnection: boolean;
  readonly sendWhen?: (() => Promise<void>) | undefined;
  onSent(): void;
}

/** A request under way, and in the end what came of it. */
export interface Flight {
  reader: ResponseReader;
  connection: Connection | null;
  reused: boolean;
  sentAt: number | null;
  firstByteAt: number | null;
  failure: {readonly kind: FailureKind; readonly text: string} | null;
  /** Hangs up; the callback is not called any more. */
  cancel(reason: string): void;
}

/** A flight that has not left. */
export function groundedFlight(rules: ReadingRules, cancel: Flight['cancel'] = () => {}): Flight {
  return {
    reader: new ResponseReader(rules),
    connection: null,
    reused: false,
    sentAt: null,
    firstByteAt: null,
    failure: null,
    cancel,
  };
}

const REPLAYABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Go's Transport.roundTrip: sends on an idle or new connection, and once more in full when a reused connection turned out dead
 * before anything was written (go1.24 net/http/transport.go persistConn.shouldRetryRequest).
 */
export function startFlight(pool: Pool, plan: FlightPlan, done: (flight: Flight) => void): Flight {
  const flight = groundedFlight(plan.rules, hangUp);
  let stopAcquiring: (() => void) | null = null;
  let isOver = false;

  function hangUp(reason: string): void {
    if (isOver) return;
    isOver = true;
    if (flight.connection === null) stopAcquiring?.();
    else flight.connection.close(reason);
  }

  function settle(failure: Flight['failure']): void {
    if (isOver) return;
    isOver = true;
    flight.failure = failure;
    if (plan.freshConnection) flight.connection?.close('used for one request only');
    done(flight);
  }

  function attempt(): void {
    if (isOver) return;
    flight.connection = null;
    const take = (connection: Connection | null, failure: Flight['failure']): void => {
      if (isOver) connection?.close('the request was given up');
      else if (connection === null) settle(failure);
      else {
        flight.connection = connection;
        whenReady(plan, () => (connection.closedBy === null ? send(connection) : attempt()));
      }
    };
    stopAcquiring = plan.freshConnection ? pool.acquireFresh(plan.key, take) : pool.acquire(plan.key, take);
  }

  function send(connection: Connection): void {
    flight.reused = connection.uses > 0;
    connection.send({
      outgoing: plan.outgoing,
      reader: flight.reader,
      trickle: plan.trickle,
      onSent: () => {
        flight.sentAt = now();
        plan.onSent();
      },
      onFirstByte: () => {
        flight.firstByteAt = now();
      },
      onDone: failure => {
        if (failure !== null && mayReplay(flight, plan, failure)) {
          flight.reader = new ResponseReader(plan.rules);
          attempt();
        } else settle(failure);
      },
    });
  }

  attempt();
  return flight;
}

/** At once, or when the other calls of a meeting have their connections too. */
function whenReady({sendWhen}: FlightPlan, send: () => void): void {
  if (sendWhen === undefined) send();
  else void sendWhen().then(send);
}

function mayReplay(flight: Flight, plan: FlightPlan, failure: ConnectionFailure): boolean {
  if (!flight.reused) return false;
  return failure.nothingWritten || (failure.nothingRead && REPLAYABLE.has(plan.outgoing.verb));
}
