import {scanLiteral} from './literal.ts';
import {complaint} from './quote.ts';

/** Where Go's scanner stopped. `at` is the index of the offending byte; the input's length when it ended too soon. */
export type Scan =
  | {readonly ok: true; readonly start: number; readonly end: number}
  | {readonly ok: false; readonly at: number; readonly error: string};

/** Deepest nesting of encoding/json (scanner.go maxNestingDepth). */
const MAX_DEPTH = 10_000;

/** What may come next inside an array or an object. */
type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end';

interface Position {
  readonly bytes: Uint8Array;
  at: number;
  expecting: Expecting;
  /** The open brackets, outermost first. */
  readonly open: number[];
}

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;

/**
 * Finds the first JSON value and checks its syntax with the words of encoding/json (scanner.go).
 * One pass, no recursion.
 */
export function scanValue(bytes: Uint8Array, from = 0): Scan {
  const state: Position = {bytes, at: from, expecting: 'value', open: []};
  let start = -1;
  for (;;) {
    state.at = skipSpace(bytes, state.at);
    if (start === -1) start = state.at;
    const byte = bytes[state.at];
    if (byte === undefined) return {ok: false, at: bytes.length, error: 'unexpected end of JSON input'};
    const failed = step(state, byte);
    if (failed !== null) return failed;
    if (state.open.length === 0 && state.expecting === 'comma or end')
      return {ok: true, start, end: state.at};
  }
}

/** Index of the first byte that is no JSON white space. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at++;
  }
}

function step(state: Position, byte: number): Scan | null {
  switch (state.expecting) {
    case 'value or ]':
      return byte === CLOSE_ARRAY ? close(state) : beginValue(state, byte);
    case 'value':
      return beginValue(state, byte);
    case 'key or }':
      return byte === CLOSE_OBJECT ? close(state) : beginKey(state, byte);
    case 'key':
      return beginKey(state, byte);
    case 'colon':
      if (byte !== COLON) return fail(state, byte, 'after object key');
      return advance(state, 'value');
    case 'comma or end':
      return afterElement(state, byte);
  }
}

function beginValue(state: Position, byte: number): Scan | null {
  if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
    state.open.push(byte);
    if (state.open.length > MAX_DEPTH) return fail(state, byte, 'exceeded max depth');
    return advance(state, byte === OPEN_OBJECT ? 'key or }' : 'value or ]');
  }
  return literal(state, 'comma or end');
}

function beginKey(state: Position, byte: number): Scan | null {
  if (byte !== QUOTE) return fail(state, byte, 'looking for beginning of object key string');
  return literal(state, 'colon');
}

function literal(state: Position, next: Expecting): Scan | null {
  const scan = scanLiteral(state.bytes, state.at);
  if (!scan.ok) return scan;
  state.at = scan.end;
  state.expecting = next;
  return null;
}

function afterElement(state: Position, byte: number): Scan | null {
  const inObject = state.open.at(-1) === OPEN_OBJECT;
  if (byte === COMMA) return advance(state, inObject ? 'key' : 'value');
  if (byte === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) return close(state);
  return fail(state, byte, inObject ? 'after object key:value pair' : 'after array element');
}

function close(state: Position): null {
  state.open.pop();
  return advance(state, 'comma or end');
}

function advance(state: Position, expecting: Expecting): null {
  state.at++;
  state.expecting = expecting;
  return null;
}

function fail(state: Position, byte: number, where: string): Scan {
  return {ok: false, at: state.at, error: complaint(byte, where)};
}
