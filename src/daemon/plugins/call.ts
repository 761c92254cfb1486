import {decodeFirst, decodeWhole} from '../../gojson/decode.ts';
import {encode} from '../../gojson/encode.ts';
import type {Address} from '../../wire/address.ts';
import type {PostResult} from '../../wire/call.ts';
import type {Client} from '../../wire/client.ts';
import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {answerType, ERROR_ANSWER} from './answers.ts';
import {backoffMs, givesUp} from './backoff.ts';
import type {PluginCallOptions, PluginClient} from './client.ts';

/** What a client of one plugin is made from. */
export interface PluginClientOptions {
  readonly environment: Environment;
  readonly address: Address;
  readonly wire: Client;
  /** Longest wait for one answer, where dockerd would wait longer. */
  readonly callTimeoutMs?: number | undefined;
}

/** dockerd's way of calling a plugin over HTTP (moby v28.5.2 pkg/plugins/client.go CallWithOptions). */
export function createPluginClient(options: PluginClientOptions): PluginClient {
  return {call: (method, args, call) => callPlugin(options, {method, args, ...call})};
}

interface PluginCall extends PluginCallOptions {
  readonly method: string;
  readonly args: object | null;
}

async function callPlugin(options: PluginClientOptions, call: PluginCall): Promise<unknown> {
  const result = await postWithRetry(options, call);
  const {exchange} = result;
  const bytes = result.bytes ?? new Uint8Array();
  const {go} = options.environment.engine.wire;
  if (exchange.response?.status !== 200) throw statusError(call.method, result, go);
  const decoded = decodeFirst(bytes, answerType(call.method), {go});
  if (decoded.ok) return decoded.value;
  const brokeOff = decoded.error === 'EOF' || decoded.error === 'unexpected EOF' ? exchange.error : null;
  const text = brokeOff?.text ?? decoded.error;
  options.environment.log('error', `${call.method}: error reading plugin resp: ${text}`);
  throw new DaemonError(text, {unreachable: brokeOff !== null && brokeOff.kind !== 'body'});
}

/**
 * Tries until there is an answer of any status, at 0, 1, 3, 7 and 15 s (the same, callWithRetry). The arguments are read once:
 * a try after one that reached the plugin has an empty body.
 */
async function postWithRetry(options: PluginClientOptions, call: PluginCall): Promise<PostResult> {
  const {clock, life, engine} = options.environment;
  const start = clock.now();
  const deadline = deadlineOf(options, call);
  let body = call.args === null ? null : encode(call.args, engine.wire);
  for (let attempt = 1; ; attempt += 1) {
    life.check();
    const result = await options.wire.post({
      method: call.method,
      body,
      attempt,
      signal: life.signal,
      ...(deadline === null ? {} : {timeoutMs: clock.realMs(deadline.ms)}),
    });
    life.check();
    const {exchange} = result;
    if (exchange.response !== null) return result;
    if (result.exchanges.length > 1 || exchange.connection.id !== 0) body = null;
    const text = exchange.error?.text ?? '';
    const pause = backoffMs(attempt - 1);
    const isOver = deadline?.isShortened && exchange.error?.kind === 'timeout';
    if (isOver || givesUp(clock.now() - start, pause)) throw new DaemonError(text, {unreachable: true});
    const place = `${hostOf(options)}/${call.method}`;
    options.environment.log(
      'warning',
      `Unable to connect to plugin: ${place}: ${text}, retrying in ${pause / 1000}s`,
    );
    await clock.sleep(pause, life.signal);
  }
}

/** The call's time-out, or a shorter one that plugtest was told; after the latter there is no retry, as after the real one. */
function deadlineOf({callTimeoutMs}: PluginClientOptions, {timeoutMs}: PluginCall): Deadline | null {
  if (timeoutMs === undefined && callTimeoutMs === undefined) return null;
  const full = timeoutMs ?? Number.POSITIVE_INFINITY;
  const ms = Math.min(full, callTimeoutMs ?? full);
  return {ms, isShortened: ms < full};
}

interface Deadline {
  readonly ms: number;
  readonly isShortened: boolean;
}

/** Any status but 200; `Err` of a JSON body is the text, else the body as it is. */
function statusError(method: string, {exchange, bytes}: PostResult, go: number): DaemonError {
  if (exchange.error !== null) return new DaemonError(`${method}: ${exchange.error.text}`);
  const body = bytes ?? new Uint8Array();
  const decoded = decodeWhole(body, ERROR_ANSWER, {go});
  // Decoded with a type whose only field is Err.
  const answered = decoded.ok ? (decoded.value as {Err: string}).Err : '';
  return new DaemonError(`${method}: ${answered || new TextDecoder().decode(body)}`);
}

/** As it shows in the log: before dockerd had a name for unix sockets, their path. */
function hostOf({address, environment}: PluginClientOptions): string {
  if (address.kind !== 'unix') return `${address.host}:${address.port}`;
  return environment.engine.wire.unixHost || address.path;
}
