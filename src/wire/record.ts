import {toBody} from './body.ts';
import type {Exchange, FailureKind, Header} from './exchange.ts';
import type {Outgoing} from './request.ts';
import type {Flight} from './transport.ts';

/** What an exchange's record is made of. */
export interface RecordParts {
  readonly id: number;
  readonly method: string;
  readonly attempt: number;
  readonly probe: boolean;
  readonly outgoing: Outgoing;
  readonly flight: Flight;
  /** The full body as decoded. */
  readonly bytes: Uint8Array;
  readonly error: {readonly kind: FailureKind; readonly text: string} | null;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** The record of one request; deeply frozen, so that nobody who sees it later can change what happened. */
export function makeExchange(parts: RecordParts): Exchange {
  const {flight, outgoing, startedAt} = parts;
  const {head} = flight.reader;
  return Object.freeze({
    id: parts.id,
    method: parts.method,
    attempt: parts.attempt,
    probe: parts.probe,
    request: Object.freeze({
      verb: outgoing.verb,
      path: outgoing.path,
      headers: frozenHeaders(outgoing.headers),
      body: toBody(outgoing.body),
    }),
    response:
      head === null
        ? null
        : Object.freeze({
            httpVersion: head.httpVersion,
            status: head.status,
            reason: head.reason,
            headers: frozenHeaders(head.headers),
            body: toBody(parts.bytes),
            complete: flight.reader.complete,
          }),
    connection: Object.freeze({
      id: flight.connection?.id ?? 0,
      reused: flight.reused,
      closedBy: flight.connection?.closedBy ?? null,
    }),
    timing: Object.freeze({
      startedAt,
      sentMs: since(startedAt, flight.sentAt),
      firstByteMs: since(startedAt, flight.firstByteAt),
      totalMs: round(parts.endedAt - startedAt),
    }),
    error: parts.error === null ? null : Object.freeze({kind: parts.error.kind, text: parts.error.text}),
  });
}

function frozenHeaders(headers: readonly Header[]): readonly Header[] {
  if (Object.isFrozen(headers)) return headers;
  for (const header of headers) Object.freeze(header);
  return Object.freeze(headers);
}

function since(start: number, at: number | null): number | null {
  return at === null ? null : round(at - start);
}

/** Microseconds are as fine as the clock is worth. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
