import {decodeFirst, decodeWhole} from '../../gojson/decode.ts';
import type {GoStruct, GoType} from '../../gojson/types.ts';
import type {Exchange} from '../../wire/exchange.ts';

/** What dockerd's plugin client makes of one answer. */
export interface Answer {
  /** 200 that decodes and carries no `Err`. */
  readonly ok: boolean;
  /** The decoded value, also when `Err` is set; null when there is none. */
  readonly reply: Readonly<Record<string, unknown>> | null;
  /** Error as the caller in dockerd gets it; empty when ok. */
  readonly error: string;
  /** No answer, another status than 200, not decodable, or `Err`. */
  readonly failure: 'none' | 'no-answer' | 'status' | 'decode' | 'err';
}

/** An exchange with the whole body, which the record keeps only in part. */
export interface Received {
  readonly method: string;
  readonly exchange: Exchange;
  /** Null when no complete head came. */
  readonly bytes: Uint8Array | null;
  /** What the method's answer is decoded into; null: dockerd does not read the body. */
  readonly into: GoType | null;
  /** Minor number of the Go release. */
  readonly go: number;
}

/** `Err` of an error status (moby v28.5.2 pkg/plugins/client.go callWithRetry: type responseErr). */
const ERROR_BODY: GoStruct = {
  kind: 'struct',
  package: 'plugins',
  name: 'responseErr',
  fields: [{name: 'Err', type: {kind: 'string'}}],
};

/**
 * Reads an answer as moby v28.5.2 pkg/plugins/client.go does: only 200 is success, its first JSON value counts; of
 * another status the `Err` of a body that is one JSON object, else the raw body.
 */
export function readAnswer(received: Received): Answer {
  const {method, exchange, into, go} = received;
  const bytes = received.bytes ?? new Uint8Array();
  const {response, error} = exchange;
  if (response === null) return failed('no-answer', error?.text ?? 'no answer');
  if (response.status !== 200) return failed('status', `${method}: ${error?.text ?? statusText(bytes, go)}`);
  if (into === null) return {ok: true, reply: {}, error: '', failure: 'none'};
  const decoded = decodeFirst(bytes, into, {go});
  if (!decoded.ok) {
    // a body that broke off in the middle is reported as what happened to the connection
    const brokeOff = /EOF$/.test(decoded.error) ? error : null;
    const lost = brokeOff !== null && brokeOff.kind !== 'body';
    return failed(lost ? 'no-answer' : 'decode', brokeOff?.text ?? decoded.error);
  }
  const reply = isRecord(decoded.value) ? decoded.value : {};
  const err = reply[errorKeyOf(method)];
  const refused = typeof err === 'string' && err !== '';
  return refused
    ? {ok: false, reply, error: err, failure: 'err'}
    : {ok: true, reply, error: '', failure: 'none'};
}

/** IPAM's replies name their error otherwise (moby v28.5.2 libnetwork/ipams/remote/api/api.go Response). */
function errorKeyOf(method: string): string {
  return method.startsWith('IpamDriver.') ? 'Error' : 'Err';
}

function statusText(bytes: Uint8Array, go: number): string {
  const decoded = decodeWhole(bytes, ERROR_BODY, {go});
  if (decoded.ok && isRecord(decoded.value)) {
    const err = decoded.value['Err'];
    if (typeof err === 'string' && err !== '') return err;
  }
  return Buffer.from(bytes).toString();
}

function failed(failure: Exclude<Answer['failure'], 'none'>, error: string): Answer {
  return {ok: false, reply: null, error, failure};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
