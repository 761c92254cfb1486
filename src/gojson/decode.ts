import {Decoder} from './decoder.ts';
import {complaint} from './quote.ts';
import {scanValue, skipSpace} from './scan.ts';
import {shallow} from './shallow.ts';
import {type GoType, zeroValue} from './types.ts';

/** What Go's decoder made of some bytes. `error` is Go's own text. */
export type Decoded =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Bytes up to the end of the value; what follows was not looked at. */
      readonly consumed: number;
    }
  | {readonly ok: false; readonly error: string};

/** `go`: minor number of the Go release, as WireProfile.go has it. */
export interface GoRelease {
  readonly go: number;
}

/** How to read. */
export interface DecodeOptions extends GoRelease {
  /** Keep what is nested deeper than anybody looks (see shallow.ts). */
  readonly keepsDepth?: boolean;
}

/**
 * `json.NewDecoder(body).Decode(&v)`: the first value counts, what follows is not looked at.
 * So dockerd reads the body of a 200 (moby v28.5.2 pkg/plugins/client.go CallWithOptions).
 */
export function decodeFirst(bytes: Uint8Array, type: GoType, release: DecodeOptions): Decoded {
  const scan = scanValue(bytes);
  if (scan.ok) return fill(bytes, type, {...scan, ...release});
  if (scan.at < bytes.length) return {ok: false, error: scan.error};
  const isBlank = skipSpace(bytes, 0) === bytes.length;
  return {ok: false, error: isBlank ? 'EOF' : 'unexpected EOF'};
}

/**
 * `json.Unmarshal(bytes, &v)`: only white space may follow the value.
 * So dockerd reads the body of an error status (moby v28.5.2 pkg/plugins/client.go callWithRetry).
 */
export function decodeWhole(bytes: Uint8Array, type: GoType, release: DecodeOptions): Decoded {
  const scan = scanValue(bytes);
  if (!scan.ok) return {ok: false, error: scan.error};
  const after = skipSpace(bytes, scan.end);
  const extra = bytes[after];
  if (extra !== undefined) return {ok: false, error: complaint(extra, 'after top-level value')};
  return fill(bytes, type, {...scan, ...release});
}

function fill(
  bytes: Uint8Array,
  type: GoType,
  {start, end, go, keepsDepth = false}: {start: number; end: number} & DecodeOptions,
): Decoded {
  const decoder = new Decoder(bytes.subarray(0, end), start, go);
  const decoded = decoder.decode(type, zeroValue(type));
  if (decoder.error !== null) return {ok: false, error: decoder.error};
  return {ok: true, value: keepsDepth ? decoded : shallow(decoded), consumed: end};
}
