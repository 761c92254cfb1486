import {cut} from '../util/cut.ts';
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
      path: cut(outgoing.path, LONGEST_VALUE),
      headers: frozenHeaders(outgoing.headers),
      body: toBody(outgoing.body),
    }),
    response:
      head === null
        ? null
        : Object.freeze({
            httpVersion: head.httpVersion,
            status: head.status,
            reason: cut(head.reason, LONGEST_VALUE),
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
    error:
      parts.error === null
        ? null
        : Object.freeze({kind: parts.error.kind, text: cut(parts.error.text, LONGEST_VALUE)}),
  });
}

/** A record is printed many times: of a flood of headers, and of very long ones, it keeps the start. */
const MOST_HEADERS = 200;
const LONGEST_VALUE = 8192;
const MOST_CHARACTERS = 32_768;

function frozenHeaders(headers: readonly Header[]): readonly Header[] {
  if (Object.isFrozen(headers)) return headers;
  const kept: Header[] = [];
  let room = MOST_CHARACTERS;
  for (const header of headers) {
    if (kept.length === MOST_HEADERS) break;
    const short = shortened(header);
    room -= short[0].length + short[1].length;
    if (room >= 0) kept.push(Object.freeze(short));
  }
  const left = headers.length - kept.length;
  if (left > 0) kept.push(Object.freeze<Header>(['…', `${left} more headers`]));
  return Object.freeze(kept);
}

function shortened(header: Header): Header {
  const [name, value] = header;
  if (name.length <= LONGEST_VALUE && value.length <= LONGEST_VALUE) return header;
  return [cut(name, LONGEST_VALUE), cut(value, LONGEST_VALUE)];
}

function since(start: number, at: number | null): number | null {
  return at === null ? null : round(at - start);
}

/** Microseconds are as fine as the clock is worth. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
