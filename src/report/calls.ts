import {cut} from '../util/cut.ts';
import {visible} from '../util/visible.ts';
import type {Body, Exchange} from '../wire/exchange.ts';

/** One exchange in words fit for one line of a report. */
export interface CallRow {
  /** `VolumeDriver.Mount`, with the number of the try when dockerd tried again. */
  readonly method: string;
  readonly request: string;
  /** `200 {"Mountpoint":…}`, or what went wrong. */
  readonly answer: string;
  readonly time: string;
}

const headRows = 3;
const tailRows = 7;

/** Rows for the calls of a result; the middle of a long list is left out and counted. */
export function callRows(
  exchanges: readonly Exchange[],
): {number: number; row: CallRow | null; left: number}[] {
  const rows = exchanges.map((exchange, index) => ({number: index + 1, row: callRow(exchange), left: 0}));
  const left = rows.length - headRows - tailRows;
  if (left <= 1) return rows;
  return [...rows.slice(0, headRows), {number: 0, row: null, left}, ...rows.slice(-tailRows)];
}

function callRow(exchange: Exchange): CallRow {
  return {
    method: cut(visible(exchange.method), 60) + (exchange.attempt > 1 ? ` (try ${exchange.attempt})` : ''),
    request: bodyText(exchange.request.body, 90),
    answer: answerText(exchange),
    time: milliseconds(exchange.timing.totalMs),
  };
}

function answerText({response, error}: Exchange): string {
  const parts: string[] = [];
  if (response) {
    parts.push(String(response.status), bodyText(response.body, 160));
    if (!response.complete && !error) parts.push('(body broke off)');
  }
  if (error) parts.push(`${error.kind}: ${cut(visible(error.text), 200)}`);
  return parts.join(' ');
}

/** A body on one line; bytes that are no text are only counted. */
export function bodyText(body: Body, limit: number): string {
  if (body.bytes === 0) return '(empty)';
  if (body.encoding === 'base64') return `(${body.bytes} bytes, not UTF-8: ${cut(body.text, 24)})`;
  const text = cut(visible(body.text.trimEnd()), limit);
  return body.truncated ? `${text} (${body.bytes} bytes)` : text;
}

/** `0.7 ms`, `14 ms`, `1.2 s`: as exact as people read. */
export function milliseconds(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
