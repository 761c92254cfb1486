import {isUtf8} from 'node:buffer';
import type {Body} from './exchange.ts';

/** Longest text that a record keeps of one body. */
const TEXT_LIMIT = 64 * 1024;
/** So many bytes make 64 KiB of base64. */
const BASE64_LIMIT = (TEXT_LIMIT / 4) * 3;

/** The body of an empty message; shared, since most handshakes have one. */
export const EMPTY_BODY: Body = Object.freeze({text: '', encoding: 'utf8', bytes: 0, truncated: false});

/** Bytes as they are kept in a record: UTF-8 where they are that, else base64; cut after 64 KiB. Frozen. */
export function toBody(bytes: Uint8Array): Body {
  if (bytes.length === 0) return EMPTY_BODY;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!isUtf8(buffer)) return base64Body(buffer);
  const cut = buffer.length > TEXT_LIMIT ? buffer.subarray(0, runeBoundary(buffer, TEXT_LIMIT)) : buffer;
  return Object.freeze({
    text: cut.toString('utf8'),
    encoding: 'utf8',
    bytes: buffer.length,
    truncated: cut.length < buffer.length,
  });
}

/** The bytes that a record holds: all of them unless it is truncated. */
export function fromBody(body: Body): Buffer {
  return Buffer.from(body.text, body.encoding);
}

function base64Body(buffer: Buffer): Body {
  const cut = buffer.subarray(0, BASE64_LIMIT);
  return Object.freeze({
    text: cut.toString('base64'),
    encoding: 'base64',
    bytes: buffer.length,
    truncated: cut.length < buffer.length,
  });
}

/** The nearest place at or before `at` where a rune begins. */
function runeBoundary(buffer: Buffer, at: number): number {
  let place = at;
  while (place > 0 && ((buffer[place] ?? 0) & 0xc0) === 0x80) place--;
  return place;
}
