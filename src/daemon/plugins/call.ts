import {encodeBytes} from '../../gojson/encode.ts';
import {replyTypeOf} from '../../schema/messages.ts';
import type {Address} from '../../wire/address.ts';
import type {PostResult} from '../../wire/call.ts';
import type {Client} from '../../wire/client.ts';
import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import {readAnswer} from './answer.ts';
import {backoffMs, givesUp} from './backoff.ts';
import type {PluginCallOptions, PluginClient, PluginStreamOptions} from './client.ts';

/** What a client of one plugin is made from. */
export interface PluginClientOptions {
  readonly environment: Environment;
  readonly address: Address;
  readonly wire: Client;
  /** Longest wait for one answer, where dockerd would wait longer. */
  readonly callTimeoutMs?: number | ((method: string) => number) | undefined;
}

/** dockerd's way of calling a plugin over HTTP (moby v28.5.2 pkg/plugins/client.go CallWithOptions). */
export function createPluginClient(options: PluginClientOptions): PluginClient {
  return {
    call: (method, args, call) => callPlugin(options, {method, args, ...call}),
    stream: (method, args, stream) => streamFromPlugin(options, {method, args, stream}),
  };
}

interface PluginCall extends PluginCallOptions {
  readonly method: string;
  readonly args: object | null;
  readonly stream?: PluginStreamOptions;
}

async function streamFromPlugin(options: PluginClientOptions, call: PluginCall): Promise<string | null> {
  const result = await postWithRetry(options, call);
  const {exchange} = result;
  const {go} = options.environment.engine.wire;
  if (exchange.response?.status === 200) return exchange.error?.text ?? null;
  throw new DaemonError(readAnswer({...result, method: call.method, go, into: null}).error);
}

async function callPlugin(options: PluginClientOptions, call: PluginCall): Promise<unknown> {
  const result = await postWithRetry(options, call);
  const {method} = call;
  const {go} = options.environment.engine.wire;
  const answer = readAnswer({...result, method, go, into: call.into ?? replyTypeOf(method)});
  // Err in a 200 is for the caller, who knows what it means.
  if (answer.reply !== null) return answer.reply;
  if (result.exchange.response?.status === 200) {
    options.environment.log('error', `${method}: error reading plugin resp: ${answer.error}`);
  }
  throw new DaemonError(answer.error, {
    unreachable: answer.failure === 'no-answer',
    httpStatus: result.exchange.response?.status ?? null,
  });
}

/**
 * Tries until there is an answer of any status, at 0, 1, 3, 7 and 15 s (the same, callWithRetry). The arguments are read once:
 * a try after one that reached the plugin has an empty body.
 */
async function postWithRetry(options: PluginClientOptions, call: PluginCall): Promise<PostResult> {
  const {clock, life, engine} = options.environment;
  const start = clock.now();
  const deadline = call.stream?.isEndless ? null : deadlineOf(options, call);
  let body = call.args === null ? null : encodeBytes(call.args, engine.wire);
  for (let attempt = 1; ; attempt += 1) {
    life.check();
    const result = await options.wire.post({
      method: call.method,
      body,
      attempt,
      signal: life.signal,
      ...(call.stream === undefined ? {} : {onBody: call.stream.onBody, until: 'end'}),
      ...(deadline === null ? {} : {timeoutMs: clock.realMs(deadline.ms)}),
    });
    life.check();
    const {exchange} = result;
    // After too many redirects there is an answer, but Go's client gives it to nobody.
    if (exchange.response !== null && exchange.error?.kind !== 'redirect') return result;
    if (result.exchanges.length > 1 || exchange.connection.id !== 0) body = null;
    const text = exchange.error?.text ?? '';
    // Go's client could not even be made: socket path too long, certificate not readable.
    if (exchange.connection.id === 0 && !text.startsWith('Post "')) throw new DaemonError(text);
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
function deadlineOf({callTimeoutMs}: PluginClientOptions, {method, timeoutMs}: PluginCall): Deadline | null {
  if (timeoutMs === undefined && callTimeoutMs === undefined) return null;
  const full = timeoutMs ?? Number.POSITIVE_INFINITY;
  const bound = typeof callTimeoutMs === 'function' ? callTimeoutMs(method) : callTimeoutMs;
  const ms = Math.min(full, bound ?? full);
  return {ms, isShortened: ms < full};
}

interface Deadline {
  readonly ms: number;
  readonly isShortened: boolean;
}

/** As it shows in the log: before dockerd had a name for unix sockets, their path. */
function hostOf({address, environment}: PluginClientOptions): string {
  if (address.kind !== 'unix') return `${address.host}:${address.port}`;
  return environment.engine.wire.unixHost || address.path;
}
