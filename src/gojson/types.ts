/** Go's integer types; the name decides the range. */
export type GoInt =
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64';

/** A field of a struct as encoding/json sees it: json tags applied, promoted fields flattened. */
export interface GoField {
  /** Key in JSON: the tag's name, else the Go name. ASCII. */
  readonly name: string;
  readonly type: GoType;
  /** Names of the embedded structs on the way to it, outermost first; error texts of Go >= 1.24 name them. */
  readonly via?: readonly string[];
  /** The encoder leaves the zero value out. */
  readonly omitEmpty?: boolean;
}

/** A struct; `package` and `name` appear in error texts. */
export interface GoStruct {
  readonly kind: 'struct';
  readonly package: string;
  readonly name: string;
  /** In the order of declaration. */
  readonly fields: readonly GoField[];
}

/**
 * A Go type that dockerd decodes JSON into. Plain data, no cycles.
 *
 * | kind | decoded value | zero value |
 * |---|---|---|
 * | string, bool | string, boolean | `''`, `false` |
 * | int, float | number (integers beyond 2^53 lose digits) | 0 |
 * | any | as JSON.parse; numbers are float64 | null |
 * | time | RFC 3339 text as Go prints it (nanoseconds, `Z` for offset 0) | `0001-01-01T00:00:00Z` |
 * | bytes | Uint8Array | null |
 * | slice, pointer | array, value of the element | null |
 * | map | plain object (keys are strings) | null |
 * | struct | plain object with all fields | all fields zero |
 */
export type GoType =
  | {readonly kind: 'string' | 'bool' | 'any' | 'time' | 'bytes'; readonly named?: string}
  | {readonly kind: 'int'; readonly int: GoInt; readonly named?: string}
  | {readonly kind: 'float'; readonly named?: string}
  | {readonly kind: 'slice' | 'map' | 'pointer'; readonly element: GoType; readonly named?: string}
  | GoStruct;

const BASIC_NAMES = {
  string: 'string',
  bool: 'bool',
  float: 'float64',
  any: 'interface {}',
  time: 'time.Time',
  bytes: '[]uint8',
} as const;

/** The type as Go's reflect prints it and error texts show it: `[]*drivers.proxyVolume`. */
export function typeName(type: GoType): string {
  if (type.kind === 'struct') return `${type.package}.${type.name}`;
  if (type.named !== undefined) return type.named;
  switch (type.kind) {
    case 'int':
      return type.int;
    case 'slice':
      return `[]${typeName(type.element)}`;
    case 'map':
      return `map[string]${typeName(type.element)}`;
    case 'pointer':
      return `*${typeName(type.element)}`;
    default:
      return BASIC_NAMES[type.kind];
  }
}

/** Year 1 in UTC: what a time.Time holds that was never set. */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

/** The value a variable of this type holds before anything is decoded into it. Fresh objects on each call. */
export function zeroValue(type: GoType): unknown {
  switch (type.kind) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int':
    case 'float':
      return 0;
    case 'time':
      return ZERO_TIME;
    case 'struct':
      return Object.fromEntries(type.fields.map(field => [field.name, zeroValue(field.type)]));
    default:
      return null;
  }
}
