import {decodeFirst, decodeWhole} from '../gojson/decode.ts';
import type {GoStruct} from '../gojson/types.ts';
import {messageOf, validateReply} from './messages.ts';
import type {Problem} from './problem.ts';

/** A body as it stands in the record of an exchange. */
interface RecordedBody {
  readonly text: string;
  readonly encoding: 'utf8' | 'base64';
  readonly bytes: number;
  readonly truncated: boolean;
}

/** What dockerd makes of the body of a 200. */
export type ReplyReading =
  /** dockerd does not read this method's body, or the record holds only part of it. */
  | {readonly kind: 'unread'}
  | {readonly kind: 'undecodable'; readonly error: string}
  /** Decoded by the method's Go type; `problems` is what dockerd could not use. */
  | {readonly kind: 'value'; readonly value: unknown; readonly problems: readonly Problem[]};

/** What dockerd makes of the body of another status. */
export interface ErrorReading {
  /** The text that the user sees after `<method>: `. */
  readonly text: string;
  /** The text came out of `Err`; else it is the raw body. */
  readonly fromErr: boolean;
  /** Something follows the first JSON value. */
  readonly hasTrailing: boolean;
}

/** Texts of Go's decoder do not differ between the releases in use where they are read here. */
const RELEASE = {go: 24};

/** `Err` of an error status (moby v28.5.2 pkg/plugins/client.go callWithRetry: type responseErr). */
const ERROR_BODY: GoStruct = {
  kind: 'struct',
  package: 'plugins',
  name: 'responseErr',
  fields: [{name: 'Err', type: {kind: 'string'}}],
};

/** Every rule reads the same body, one after the other. */
let latest: {readonly method: string; readonly body: RecordedBody; readonly reading: ReplyReading} | null =
  null;

/** Reads the body of a 200 from the record, for rules (moby v28.5.2 pkg/plugins/client.go CallWithOptions). */
export function readReply(method: string, body: RecordedBody): ReplyReading {
  if (latest?.body !== body || latest.method !== method) {
    latest = {method, body, reading: readAnew(method, body)};
  }
  return latest.reading;
}

function readAnew(method: string, body: RecordedBody): ReplyReading {
  const message = messageOf(method);
  if (!message.decodesReply || body.truncated) return {kind: 'unread'};
  const decoded = decodeFirst(bytesOf(body), message.responseType, RELEASE);
  if (!decoded.ok) return {kind: 'undecodable', error: decoded.error};
  return {kind: 'value', value: decoded.value, problems: validateReply(method, decoded.value)};
}

/** Reads the body of an error status from the record, for rules (moby v28.5.2 pkg/plugins/client.go callWithRetry). */
export function readError(body: RecordedBody): ErrorReading {
  const bytes = bytesOf(body);
  const whole = decodeWhole(bytes, ERROR_BODY, RELEASE);
  const err = whole.ok ? errIn(whole.value) : '';
  if (err !== '') return {text: err, fromErr: true, hasTrailing: false};
  const first = decodeFirst(bytes, ERROR_BODY, RELEASE);
  return {text: body.text, fromErr: false, hasTrailing: !whole.ok && first.ok && errIn(first.value) !== ''};
}

function errIn(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('Err' in value)) return '';
  return typeof value.Err === 'string' ? value.Err : '';
}

function bytesOf(body: RecordedBody): Uint8Array {
  return Buffer.from(body.text, body.encoding);
}
