import {Buffer} from 'node:buffer';
import {base64} from '../util/base64.ts';
import type {GoRelease} from './decode.ts';
import {type GoField, type GoStruct, type GoType, zeroValue} from './types.ts';

/** `type`: the Go type of the value, when it is to be followed. */
export interface EncodeOptions extends GoRelease {
  readonly type?: GoType;
}

/**
 * What `json.NewEncoder(w).Encode(v)` writes, with the LF at its end: so dockerd forms the body of a request
 * (moby v28.5.2 pkg/plugins/client.go CallWithOptions).
 *
 * With a type the type decides: fields of structs in their order, absent ones as zero values (left out with
 * omitempty), objects as maps with sorted keys. Without one:
 * - A plain object is a struct: its members in their order; `undefined` is left out.
 * - A Map is a map: its keys in the order of their UTF-8 bytes. `sortedMap` makes one of an object.
 *
 * In both cases:
 * - null is any nil; a Uint8Array is a []byte (base64); numbers print as Go prints them.
 * - A lone surrogate is U+FFFD, which dockerd has in its place after reading the user's request.
 *
 * Throws a TypeError for what Go cannot encode (NaN, Infinity, functions).
 */
export function encode(value: unknown, options: EncodeOptions): string {
  return piecesOf(value, options).join('');
}

/** The same as bytes. A long document never stands in one text, which would take its length once more. */
export function encodeBytes(value: unknown, options: EncodeOptions): Buffer {
  const pieces = piecesOf(value, options);
  const units = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (units < LONG) return Buffer.from(pieces.join(''));
  const bytes = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0));
  let at = 0;
  for (const piece of pieces) at += bytes.write(piece, at);
  return bytes;
}

const LONG = 1 << 18;

function piecesOf(value: unknown, {go, type}: EncodeOptions): readonly string[] {
  const out: string[] = [];
  // What is still to be written, last first. No recursion: depth is no limit.
  const todo: Piece[] = [{value, type}];
  for (let piece = todo.pop(); piece !== undefined; piece = todo.pop()) {
    if ('text' in piece) out.push(piece.text);
    else if (
      typeof piece.value === 'object' &&
      piece.value !== null &&
      !(piece.value instanceof Uint8Array)
    ) {
      for (const part of unfold(piece.value, piece.type, go).reverse()) todo.push(part);
    } else if (typeof piece.value === 'string') out.push('"', escaped(piece.value, go), '"');
    else out.push(scalar(piece.value));
  }
  out.push('\n');
  return out;
}

/** A Go map[string]T from an object (null stays nil): `encode` sorts its keys. */
export function sortedMap<T>(members: Readonly<Record<string, T>> | null): ReadonlyMap<string, T> | null {
  return members === null ? null : new Map(Object.entries(members));
}

type Piece = {readonly text: string} | {readonly value: unknown; readonly type: GoType | undefined};

function unfold(value: object, type: GoType | undefined, go: number): Piece[] {
  if (type?.kind === 'pointer') return [{value, type: type.element}];
  const element = type !== undefined && 'element' in type ? type.element : type;
  if (Array.isArray(value))
    return enclose(
      '[',
      value.map(member => [{value: member, type: element}]),
      ']',
    );
  if (type?.kind === 'struct') return enclose('{', structMembers(value, type, go), '}');
  const entries = value instanceof Map || type !== undefined ? sortedEntries(value) : Object.entries(value);
  const members = entries
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [{text: `${quote(key, go)}:`}, {value: member, type: element}]);
  return enclose('{', members, '}');
}

function structMembers(value: object, struct: GoStruct, go: number): Piece[][] {
  // Any object can be asked for a member by name.
  const members = value as Readonly<Record<string, unknown>>;
  return struct.fields
    .map(field => ({field, member: members[field.name] ?? zeroValue(field.type)}))
    .filter(({field, member}) => !isLeftOut(field, member))
    .map(({field, member}) => [{text: `${quote(field.name, go)}:`}, {value: member, type: field.type}]);
}

/** omitempty: false, 0, nil, empty text, slices and maps (encode.go isEmptyValue). */
function isLeftOut(field: GoField, member: unknown): boolean {
  if (field.omitEmpty !== true || field.type.kind === 'struct' || field.type.kind === 'time') return false;
  if (member === null || member === '' || member === 0 || member === false) return true;
  if (typeof member !== 'object' || field.type.kind === 'pointer' || field.type.kind === 'any') return false;
  return (member instanceof Map ? member.size : Object.keys(member).length) === 0;
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

function sortedEntries(map: object): [string, unknown][] {
  return [...(map instanceof Map ? map : Object.entries(map))]
    .map(([key, value]): [string, unknown] => [String(key), value])
    .sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Uint8Array) return `"${base64(value)}"`;
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
  return `"${escaped(text, go)}"`;
}

function escaped(text: string, go: number): string {
  return text.replace(SPECIAL, character => {
    const code = character.charCodeAt(0);
    if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
    if (go >= SHORT_BACKSPACE_SINCE && character === '\b') return '\\b';
    if (go >= SHORT_BACKSPACE_SINCE && character === '\f') return '\\f';
    return SHORT[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
