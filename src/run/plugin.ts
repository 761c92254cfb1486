import type {Call, CallOptions, PluginHandle} from '../core/context.ts';
import {readAnswer} from '../daemon/plugins/answer.ts';
import {encodeBytes} from '../gojson/encode.ts';
import {messageOf, replyTypeOf} from '../schema/messages.ts';
import {createClient} from '../wire/client.ts';
import type {Exchange} from '../wire/exchange.ts';
import {probe} from '../wire/probe.ts';
import {callUnread, type UnreadCall} from '../wire/unread-call.ts';
import type {Stage} from './stage.ts';

/** Direct calls for one check: one request each, no retries, every exchange recorded. */
export function openPlugin(
  stage: Stage,
  {signal, record}: {readonly signal: () => AbortSignal; readonly record: (exchange: Exchange) => void},
): {handle: PluginHandle; close(): Promise<void>} {
  const {target, engine, patience} = stage;
  const client = createClient({
    address: target.address,
    profile: engine.wire,
    onExchange: record,
    onRequest: stage.beforeRequest,
    nextExchangeId: stage.nextExchangeId,
  });
  const unread = new Set<UnreadCall>();
  const call = async (method: string, body: unknown, options: CallOptions = {}): Promise<Call> => {
    const {rawBody, timeoutMs, ...rest} = options;
    const sent = await client.post({
      ...rest,
      method,
      body: rawBody ?? bodyOf(method, body, engine.wire.go),
      timeoutMs: timeoutMs ?? patience.timeoutFor(method),
      attempt: 1,
      signal: signal(),
    });
    if (sent.exchange.error?.kind === 'timeout' && timeoutMs === undefined) patience.sawHang(method);
    return {
      method,
      exchange: sent.exchange,
      ...readAnswer({method, ...sent, into: replyTypeOf(method), go: engine.wire.go}),
    };
  };
  return {
    // the reply has the shape of the method's schema, which the caller names by its type parameter
    handle: {
      name: target.name,
      call: call as PluginHandle['call'],
      callUnread: async (method, body) => {
        const call = await callUnread(
          {address: target.address, profile: engine.wire},
          method,
          bodyOf(method, body, engine.wire.go).toString(),
        );
        if (call !== null) unread.add(call);
        return call;
      },
      touch: async () => {
        const touched = await probe(target.address);
        return touched.ok ? {ok: true, error: ''} : {ok: false, error: touched.text};
      },
    },
    close: async () => {
      client.close();
      for (const call of unread) call.close();
    },
  };
}

/** The bytes dockerd would send for these arguments: nothing at all for calls without any (transport.md 4.1). */
function bodyOf(method: string, body: unknown, go: number): Buffer {
  if (body !== undefined) return encodeBytes(body, {go});
  return messageOf(method).takesArguments ? encodeBytes({}, {go}) : Buffer.alloc(0);
}
