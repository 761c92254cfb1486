import {decodeAny, literalEnd, setMember, skipValue} from './any.ts';
import {decodeBase64} from './base64.ts';
import {findField} from './fold.ts';
import {isInRange} from './range.ts';
import {skipSpace} from './scan.ts';
import {latin1, unquote} from './text.ts';
import {parseTime} from './time.ts';
import {type GoField, type GoStruct, type GoType, typeName, zeroValue} from './types.ts';

type Members = Record<string, unknown>;

/** First Go release whose error texts name embedded structs. */
const EMBEDDED_NAMES_SINCE = 24;

/**
 * Fills Go values from JSON whose syntax is known to be good (decode.go decodeState).
 * Recursion goes as deep as the type, not as deep as the input.
 */
export class Decoder {
  readonly #bytes: Uint8Array;
  readonly #go: number;
  #at: number;
  /** Struct and field path of the value at hand, for error texts. */
  #struct = '';
  #path: readonly string[] = [];
  /** The first mismatch; Go decodes on and reports it at the end. */
  #saved: string | null = null;
  /** An error of time.Time: decoding stops at once, and it outranks a saved one. */
  #fatal: string | null = null;
  /** Slices keep elements beyond their length, which a later array of the same key gets to see again. */
  readonly #backing = new WeakMap<object, unknown[]>();

  constructor(bytes: Uint8Array, start: number, go: number) {
    this.#bytes = bytes;
    this.#at = start;
    this.#go = go;
  }

  get error(): string | null {
    return this.#fatal ?? this.#saved;
  }

  /** Decodes the next value into one that held `previous`, and gives the new content. */
  decode(type: GoType, previous: unknown): unknown {
    this.#at = skipSpace(this.#bytes, this.#at);
    const byte = this.#bytes[this.#at];
    if (type.kind === 'time') return this.#time(previous);
    if (type.kind === 'any') return this.#any();
    if (byte === 0x6e) return this.#null(type, previous);
    if (type.kind === 'pointer') return this.decode(type.element, previous ?? zeroValue(type.element));
    if (byte === 0x7b) return this.#object(type, previous);
    if (byte === 0x5b) return this.#array(type, previous);
    return this.#literal(type, previous);
  }

  #null(type: GoType, previous: unknown): unknown {
    this.#at += 4;
    return ['pointer', 'slice', 'map', 'bytes'].includes(type.kind) ? null : previous;
  }

  #time(previous: unknown): unknown {
    const start = this.#at;
    this.#at = skipValue(this.#bytes, start);
    if (this.#bytes[start] === 0x6e) return previous;
    const result = parseTime(this.#bytes.subarray(start, this.#at), this.#go);
    if (result.ok) return result.value;
    this.#fatal = result.error;
    return previous;
  }

  #any(): unknown {
    const result = decodeAny(this.#bytes, this.#at);
    this.#at = result.end;
    if (result.overflow !== null) this.#mismatch(`number ${result.overflow}`, 'float64');
    return result.value;
  }

  #object(type: GoType, previous: unknown): unknown {
    const element = type.kind === 'map' ? type.element : null;
    if (type.kind !== 'struct' && element === null) return this.#skip('object', type, previous);
    // A struct's value is an object by zeroValue, a map's an object or null.
    const members = (previous ?? {}) as Members;
    this.#at++;
    while (this.#next(0x7d)) {
      const start = this.#at;
      this.#at = literalEnd(this.#bytes, start);
      const key = unquote(this.#bytes, start + 1, this.#at - 1);
      this.#at = skipSpace(this.#bytes, this.#at) + 1;
      if (type.kind === 'struct') this.#field(type, key, members);
      else if (element !== null) setMember(members, key, this.decode(element, zeroValue(element)));
      if (this.#fatal !== null) break;
    }
    return members;
  }

  #field(type: GoStruct, key: string, members: Members): void {
    const field = findField(type, key);
    if (field === undefined) {
      this.#at = skipValue(this.#bytes, skipSpace(this.#bytes, this.#at));
      return;
    }
    const [struct, path] = [this.#struct, this.#path];
    this.#struct = type.name;
    this.#path = [...path, ...this.#via(field), field.name];
    setMember(members, field.name, this.decode(field.type, members[field.name]));
    this.#struct = struct;
    this.#path = path;
  }

  #via(field: GoField): readonly string[] {
    return this.#go >= EMBEDDED_NAMES_SINCE ? (field.via ?? []) : [];
  }

  #array(type: GoType, previous: unknown): unknown {
    if (type.kind !== 'slice' && type.kind !== 'bytes') return this.#skip('array', type, previous);
    const element: GoType = type.kind === 'slice' ? type.element : {kind: 'int', int: 'uint8'};
    const backing = this.#backingOf(previous);
    this.#at++;
    let length = 0;
    while (this.#next(0x5d)) {
      backing[length] = this.decode(element, length < backing.length ? backing[length] : zeroValue(element));
      length++;
      if (this.#fatal !== null) break;
    }
    const slice = backing.slice(0, length);
    if (type.kind === 'bytes') return Uint8Array.from(slice, Number);
    if (length > 0) this.#backing.set(slice, backing);
    return slice;
  }

  #backingOf(previous: unknown): unknown[] {
    if (previous instanceof Uint8Array) return [...previous];
    return Array.isArray(previous) ? (this.#backing.get(previous) ?? []) : [];
  }

  #literal(type: GoType, previous: unknown): unknown {
    const start = this.#at;
    const end = literalEnd(this.#bytes, start);
    this.#at = end;
    switch (this.#bytes[start]) {
      case 0x22:
        return this.#string(type, previous, [start + 1, end - 1]);
      case 0x74:
      case 0x66:
        if (type.kind === 'bool') return this.#bytes[start] === 0x74;
        this.#mismatch('bool', typeName(type));
        return previous;
      default:
        return this.#number(type, previous, latin1(this.#bytes, start, end));
    }
  }

  #string(type: GoType, previous: unknown, [start, end]: readonly [number, number]): unknown {
    if (type.kind === 'string') return unquote(this.#bytes, start, end);
    if (type.kind === 'bytes') {
      const result = decodeBase64(new TextEncoder().encode(unquote(this.#bytes, start, end)));
      if (result.ok) return result.bytes;
      this.#saved ??= result.error;
      return previous;
    }
    this.#mismatch('string', typeName(type));
    return previous;
  }

  #number(type: GoType, previous: unknown, text: string): unknown {
    const isNumber = type.kind === 'int' || type.kind === 'float';
    const fits = type.kind === 'int' ? isInRange(text, type.int) : Number.isFinite(Number(text));
    // Go's integers know no -0; adding 0 takes the sign away.
    if (isNumber && fits) return type.kind === 'int' ? Number(text) + 0 : Number(text);
    this.#mismatch(isNumber ? `number ${text}` : 'number', typeName(type));
    return previous;
  }

  /** Moves to the next element; false after the closing bracket. */
  #next(close: number): boolean {
    this.#at = skipSpace(this.#bytes, this.#at);
    if (this.#bytes[this.#at] === 0x2c) this.#at = skipSpace(this.#bytes, this.#at + 1);
    if (this.#bytes[this.#at] !== close) return true;
    this.#at++;
    return false;
  }

  #skip(found: string, type: GoType, previous: unknown): unknown {
    this.#at = skipValue(this.#bytes, this.#at);
    this.#mismatch(found, typeName(type));
    return previous;
  }

  #mismatch(found: string, wanted: string): void {
    const inField = this.#path.length > 0;
    const where = inField ? `struct field ${this.#struct}.${this.#path.join('.')}` : 'value';
    this.#saved ??= `json: cannot unmarshal ${found} into Go ${where} of type ${wanted}`;
  }
}
