import {complaint} from './quote.ts';

/** End of a string, number or word, or what is wrong with it. `at` equals the input's length when it ended too soon. */
export type LiteralScan =
  | {readonly ok: true; readonly end: number}
  | {readonly ok: false; readonly at: number; readonly error: string};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const WORDS: Readonly<Record<number, string>> = {116: 'true', 102: 'false', 110: 'null'};

/** Checks the literal that starts here (scanner.go stateBeginValue and what follows). */
export function scanLiteral(bytes: Uint8Array, start: number): LiteralScan {
  const first = bytes[start] ?? 0x20;
  if (first === QUOTE) return scanString(bytes, start + 1);
  const word = WORDS[first];
  if (word !== undefined) return scanWord(bytes, start, word);
  if (first === 0x2d || isDigit(first)) return scanNumber(bytes, start);
  return wrong(bytes, start, 'looking for beginning of value');
}

function scanString(bytes: Uint8Array, start: number): LiteralScan {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined) return {ok: false, at, error: 'unexpected end of JSON input'};
    if (byte === QUOTE) return {ok: true, end: at + 1};
    if (byte < 0x20) return wrong(bytes, at, 'in string literal');
    if (byte !== BACKSLASH) {
      at++;
      continue;
    }
    const escaped = scanEscape(bytes, at + 1);
    if (!escaped.ok) return escaped;
    at = escaped.end;
  }
}

function scanEscape(bytes: Uint8Array, at: number): LiteralScan {
  const letter = String.fromCharCode(bytes[at] ?? 0x20);
  if ('bfnrt\\/"'.includes(letter)) return {ok: true, end: at + 1};
  if (letter !== 'u') return wrong(bytes, at, 'in string escape code');
  for (let index = at + 1; index <= at + 4; index++) {
    if (!isHexDigit(bytes[index] ?? 0x20)) return wrong(bytes, index, 'in \\u hexadecimal character escape');
  }
  return {ok: true, end: at + 5};
}

function scanWord(bytes: Uint8Array, start: number, word: string): LiteralScan {
  for (let index = 1; index < word.length; index++) {
    if (bytes[start + index] !== word.charCodeAt(index)) {
      return wrong(bytes, start + index, `in literal ${word} (expecting '${word[index]}')`);
    }
  }
  return {ok: true, end: start + word.length};
}

function scanNumber(bytes: Uint8Array, start: number): LiteralScan {
  let at = bytes[start] === 0x2d ? start + 1 : start;
  if (!isDigit(bytes[at])) return wrong(bytes, at, 'in numeric literal');
  at = bytes[at] === 0x30 ? at + 1 : skipDigits(bytes, at);
  if (bytes[at] === 0x2e) {
    if (!isDigit(bytes[at + 1])) return wrong(bytes, at + 1, 'after decimal point in numeric literal');
    at = skipDigits(bytes, at + 1);
  }
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    at++;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
    if (!isDigit(bytes[at])) return wrong(bytes, at, 'in exponent of numeric literal');
    at = skipDigits(bytes, at);
  }
  return {ok: true, end: at};
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) at++;
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** Go's scanner is given a blank when the input ends inside a literal, and complains about that. */
function wrong(bytes: Uint8Array, at: number, where: string): LiteralScan {
  const end = Math.min(at, bytes.length);
  return {ok: false, at: end, error: complaint(bytes[end] ?? 0x20, where)};
}
