/** Bytes, or the index of the first byte that base64 does not allow, as Go counts it. */
export type Base64Result =
  | {readonly ok: true; readonly bytes: Uint8Array}
  | {readonly ok: false; readonly error: string};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 0x3d;

/** base64.StdEncoding.Decode: padding required, CR and LF ignored, trailing bits not checked. */
export function decodeBase64(text: Uint8Array): Base64Result {
  const out: number[] = [];
  let at = 0;
  while (skipBreaks(text, at) < text.length) {
    const quantum = readQuantum(text, skipBreaks(text, at));
    if (!quantum.ok) return {ok: false, error: `illegal base64 data at input byte ${quantum.at}`};
    out.push(...quantum.bytes);
    at = quantum.next;
    if (quantum.bytes.length < 3) break;
  }
  return {ok: true, bytes: Uint8Array.from(out)};
}

type Quantum =
  | {readonly ok: true; readonly bytes: readonly number[]; readonly next: number}
  | {readonly ok: false; readonly at: number};

function readQuantum(text: Uint8Array, from: number): Quantum {
  const digits: number[] = [];
  let at = from;
  while (digits.length < 4) {
    at = skipBreaks(text, at);
    const byte = text[at];
    if (byte === undefined) return {ok: false, at: at - digits.length};
    if (byte === PAD) return readPadding(text, at, digits);
    const digit = ALPHABET.indexOf(String.fromCharCode(byte));
    if (digit === -1) return {ok: false, at};
    digits.push(digit);
    at++;
  }
  return {ok: true, bytes: toBytes(digits), next: at};
}

function readPadding(text: Uint8Array, from: number, digits: readonly number[]): Quantum {
  if (digits.length < 2) return {ok: false, at: from};
  let at = from + 1;
  if (digits.length === 2) {
    at = skipBreaks(text, at);
    if (at >= text.length) return {ok: false, at: text.length};
    if (text[at] !== PAD) return {ok: false, at: at - 1};
    at++;
  }
  at = skipBreaks(text, at);
  return at < text.length ? {ok: false, at} : {ok: true, bytes: toBytes(digits), next: at};
}

function toBytes(digits: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = digits;
  const all = [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d];
  return all.slice(0, digits.length - 1);
}

function skipBreaks(text: Uint8Array, from: number): number {
  let at = from;
  while (text[at] === 0x0a || text[at] === 0x0d) at++;
  return at;
}
