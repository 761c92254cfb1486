import {skipSpace} from './scan.ts';
import {latin1, unquote} from './text.ts';

/** A value decoded into interface{}, and the number that did not fit into a float64, if any. */
export interface AnyResult {
  readonly value: unknown;
  /** Index after the value. */
  readonly end: number;
  /** Text of the first number out of range. */
  readonly overflow: string | null;
}

type Container = unknown[] | Record<string, unknown>;

interface Frame {
  readonly container: Container;
  /** Key that waits for its value; unused in arrays. */
  key: string;
}

const QUOTE = 0x22;

/** Decodes valid JSON that starts at `from` into interface{}: numbers become float64. No recursion. */
export function decodeAny(bytes: Uint8Array, from: number): AnyResult {
  const open: Frame[] = [];
  let overflow: string | null = null;
  let at = from;
  for (;;) {
    at = skipSpace(bytes, at);
    const byte = bytes[at];
    const frame = open.at(-1);
    let value: unknown;
    if (byte === 0x7b || byte === 0x5b) {
      open.push({container: byte === 0x7b ? {} : [], key: ''});
      at++;
      continue;
    }
    if (byte === 0x2c || byte === 0x3a) {
      at++;
      continue;
    }
    if (byte === 0x7d || byte === 0x5d) {
      value = open.pop()?.container;
      at++;
    } else {
      const end = literalEnd(bytes, at);
      value = literalValue(bytes, at, end);
      if (value === undefined) overflow ??= latin1(bytes, at, end);
      at = end;
      if (frame !== undefined && !Array.isArray(frame.container) && isKey(bytes, at)) {
        frame.key = String(value);
        continue;
      }
    }
    const parent = open.at(-1);
    if (parent === undefined) return {value, end: at, overflow};
    if (Array.isArray(parent.container)) parent.container.push(value);
    else setMember(parent.container, parent.key, value);
  }
}

/** Sets a member under any name, `__proto__` too. */
export function setMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, {value, enumerable: true, configurable: true, writable: true});
}

/** Index after the valid JSON value that starts here. */
export function skipValue(bytes: Uint8Array, from: number): number {
  let depth = 0;
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (byte === QUOTE || depth === 0) {
      at = literalEnd(bytes, at);
      if (depth === 0) return at;
      continue;
    }
    at++;
    if (depth === 0) return at;
  }
}

/** Index after the string, number or word that starts here. */
export function literalEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  if (bytes[from] !== QUOTE) {
    while (at < bytes.length && !isDelimiter(bytes[at])) at++;
    return at;
  }
  while (bytes[at] !== QUOTE) at += bytes[at] === 0x5c ? 2 : 1;
  return at + 1;
}

function literalValue(bytes: Uint8Array, start: number, end: number): unknown {
  switch (bytes[start]) {
    case QUOTE:
      return unquote(bytes, start + 1, end - 1);
    case 0x74:
      return true;
    case 0x66:
      return false;
    case 0x6e:
      return null;
    default: {
      const number = Number(latin1(bytes, start, end));
      return Number.isFinite(number) ? number : undefined;
    }
  }
}

/** Inside an object a string is a key when a colon follows: valid JSON has none after a value. */
function isKey(bytes: Uint8Array, after: number): boolean {
  return bytes[skipSpace(bytes, after)] === 0x3a;
}

/** What ends a number or a word: space, comma, closing bracket. After a top-level literal anything may follow. */
function isDelimiter(byte: number | undefined): boolean {
  return byte === undefined || byte <= 0x20 || byte === 0x2c || byte === 0x5d || byte === 0x7d;
}
