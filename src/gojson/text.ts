import {Buffer, isUtf8} from 'node:buffer';

const REPLACEMENT = '\ufffd';
const BACKSLASH = 0x5c;
const ESCAPES: Readonly<Record<string, string>> = {b: '\b', f: '\f', n: '\n', r: '\r', t: '\t'};

/** The string between two quotes of valid JSON; `start` and `end` exclude the quotes. */
export function unquote(bytes: Uint8Array, start: number, end: number): string {
  if (isPlain(bytes, start, end)) return latin1(bytes, start, end);
  const quoted = bytes.subarray(start, end);
  const parts: string[] = [];
  let position = 0;
  while (position < quoted.length) {
    const next = quoted.indexOf(BACKSLASH, position);
    const stop = next === -1 ? quoted.length : next;
    if (stop > position) parts.push(plainText(quoted.subarray(position, stop)));
    if (next === -1) break;
    const character = readEscape(quoted, stop);
    parts.push(character.text);
    position = character.next;
  }
  return parts.join('');
}

/** Bytes as text, one character each: numbers, words and plain strings. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

/** ASCII without an escape, as nearly all keys and values are. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? BACKSLASH;
    if (byte >= 0x80 || byte === BACKSLASH) return false;
  }
  return true;
}

function readEscape(bytes: Uint8Array, position: number): {text: string; next: number} {
  const letter = String.fromCharCode(bytes[position + 1] ?? 0);
  if (letter !== 'u') return {text: ESCAPES[letter] ?? letter, next: position + 2};
  const unit = readUnit(bytes, position);
  if (unit < 0xd800 || unit > 0xdfff) return {text: String.fromCharCode(unit), next: position + 6};
  const second = unit < 0xdc00 ? readUnit(bytes, position + 6) : -1;
  if (second >= 0xdc00 && second <= 0xdfff) {
    return {text: String.fromCharCode(unit, second), next: position + 12};
  }
  return {text: REPLACEMENT, next: position + 6};
}

/** The 16 bits of an escape `\uXXXX` at this position; -1 when there is none. */
function readUnit(bytes: Uint8Array, position: number): number {
  if (bytes[position] !== BACKSLASH || bytes[position + 1] !== 0x75) return -1;
  const digits = String.fromCharCode(...bytes.subarray(position + 2, position + 6));
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
}

/** UTF-8 as Go decodes it: each byte that is no part of a whole character becomes one U+FFFD. */
function plainText(piece: Uint8Array): string {
  if (isUtf8(piece)) return Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('utf8');
  return tolerantText(piece);
}

function tolerantText(piece: Uint8Array): string {
  const parts: string[] = [];
  let position = 0;
  let good = 0;
  const flush = (until: number) => {
    if (until > good) parts.push(Buffer.from(piece.subarray(good, until)).toString('utf8'));
  };
  while (position < piece.length) {
    const size = characterSize(piece, position);
    if (size > 0) {
      position += size;
      continue;
    }
    flush(position);
    parts.push(REPLACEMENT);
    position += 1;
    good = position;
  }
  flush(piece.length);
  return parts.join('');
}

/** Length of the whole character that starts here; 0 when none does. Unicode 15, table 3-7. */
function characterSize(bytes: Uint8Array, position: number): number {
  const lead = bytes[position] ?? 0;
  if (lead < 0x80) return 1;
  const size = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const second = bytes[position + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (size === 0 || second < low || second > high) return 0;
  for (let index = 2; index < size; index++) {
    if (((bytes[position + index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return size;
}
