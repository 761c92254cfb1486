import type {Behaviour, Incoming} from '../raw-server.ts';
import {ok} from '../raw-server.ts';

/** Writes an answer and leaves the connection open. */
export const says =
  (...pieces: readonly string[]): Behaviour =>
  ({socket}) => {
    for (const piece of pieces) socket.write(piece, 'latin1');
  };

/** Writes an answer and closes. */
export const saysAndCloses =
  (text: string): Behaviour =>
  ({socket}) =>
    socket.end(text, 'latin1');

/** The first request gets one answer, later ones another. */
export const first =
  (then: Behaviour, later: Behaviour): Behaviour =>
  (incoming: Incoming) =>
    (incoming.number === 1 ? then : later)(incoming);

export const fine = says(ok('{}\n'));
export const H = 'HTTP/1.1 200 OK\r\n';
export const chunked = `${H}Transfer-Encoding: chunked\r\n\r\n`;
export const redirect = (status: number, location: string) =>
  says(`HTTP/1.1 ${status} X\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);

/** A server that does one odd thing. */
export interface OddServer {
  readonly what: string;
  readonly behave: Behaviour;
  /** http.Client.Timeout in milliseconds. */
  readonly clientTimeoutMs?: number;
  /** Deadline of a call in milliseconds (700). */
  readonly timeoutMs?: number;
}

export const row = (what: string, behave: Behaviour): OddServer => ({what, behave});
