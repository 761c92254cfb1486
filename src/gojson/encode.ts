import {Buffer} from 'node:buffer';
import type {GoRelease} from './decode.ts';

/**
 * What `json.NewEncoder(w).Encode(v)` writes, with the LF at its end: so dockerd forms the body of a request
 * (moby v28.5.2 pkg/plugins/client.go CallWithOptions).
 *
 * - A plain object is a struct: its members in their order; `undefined` is left out (omitempty is the caller's).
 * - A Map is a map: its keys in the order of their UTF-8 bytes. `sortedMap` makes one of an object.
 * - null is any nil; a Uint8Array is a []byte (base64); numbers print as Go prints them.
 * - A lone surrogate is U+FFFD, which dockerd has in its place after reading the user's request.
 *
 * Throws a TypeError for what Go cannot encode (NaN, Infinity, functions).
 */
export function encode(value: unknown, {go}: GoRelease): string {
  const out: string[] = [];
  // What is still to be written, last first. No recursion: depth is no limit.
  const todo: Piece[] = [{value}];
  for (let piece = todo.pop(); piece !== undefined; piece = todo.pop()) {
    if ('text' in piece) out.push(piece.text);
    else if (
      typeof piece.value === 'object' &&
      piece.value !== null &&
      !(piece.value instanceof Uint8Array)
    ) {
      for (const part of unfold(piece.value, go).reverse()) todo.push(part);
    } else out.push(scalar(piece.value, go));
  }
  return `${out.join('')}\n`;
}

/** A Go map[string]T from an object (null stays nil): `encode` sorts its keys. */
export function sortedMap<T>(members: Readonly<Record<string, T>> | null): ReadonlyMap<string, T> | null {
  return members === null ? null : new Map(Object.entries(members));
}

type Piece = {readonly text: string} | {readonly value: unknown};

function unfold(value: object, go: number): Piece[] {
  if (Array.isArray(value))
    return enclose(
      '[',
      value.map(element => [{value: element}]),
      ']',
    );
  const entries = value instanceof Map ? sortedEntries(value) : Object.entries(value);
  const members = entries
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [{text: `${quote(key, go)}:`}, {value: member}]);
  return enclose('{', members, '}');
}

function enclose(open: string, elements: readonly Piece[][], close: string): Piece[] {
  const pieces: Piece[] = [{text: open}];
  for (const [index, element] of elements.entries()) {
    if (index > 0) pieces.push({text: ','});
    pieces.push(...element);
  }
  pieces.push({text: close});
  return pieces;
}

function sortedEntries(map: ReadonlyMap<unknown, unknown>): [string, unknown][] {
  return [...map]
    .map(([key, value]): [string, unknown] => [String(key), value])
    .sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

function scalar(value: unknown, go: number): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quote(value, go);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`;
  throw new TypeError(`json: unsupported value: ${String(value)}`);
}

/** What does not go through as it is (encode.go appendString with escapeHTML). */
const SPECIAL =
  /["\\<>&\u0000-\u001f\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** First Go release that writes \b and \f (encode.go appendString). */
const SHORT_BACKSPACE_SINCE = 22;

function quote(text: string, go: number): string {
  const escaped = text.replace(SPECIAL, character => {
    const code = character.charCodeAt(0);
    if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
    if (go >= SHORT_BACKSPACE_SINCE && character === '\b') return '\\b';
    if (go >= SHORT_BACKSPACE_SINCE && character === '\f') return '\\f';
    return SHORT[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
