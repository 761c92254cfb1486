import {readAnswer} from '../daemon/plugins/answer.ts';
import {encode} from '../gojson/encode.ts';
import {messageOf, replyTypeOf} from '../schema/messages.ts';
import type {Client} from '../wire/client.ts';

/** One call and how it went, as dockerd sees it. */
export interface Answered {
  readonly ok: boolean;
  readonly ms: number;
  readonly error: string;
  /** False: whether the call was carried out is not known. */
  readonly isAnswered: boolean;
  readonly reply: Readonly<Record<string, unknown>>;
}

/** Makes a call; never rejects because of the plugin. */
export type Ask = (method: string, body: unknown) => Promise<Answered>;

/** Calls through a client that sends what dockerd sends. */
export function askThrough(
  client: Client,
  {go, timeoutMs}: {readonly go: number; readonly timeoutMs: number},
): Ask {
  return async (method, body) => {
    const sent = await client.post({method, body: bytesOf(method, body, go), timeoutMs});
    const {ok, error, reply, failure} = readAnswer({method, ...sent, into: replyTypeOf(method), go});
    const isAnswered = failure !== 'no-answer';
    return {ok, error, isAnswered, reply: reply ?? {}, ms: sent.exchange.timing.totalMs};
  };
}

function bytesOf(method: string, body: unknown, go: number): string {
  if (body !== undefined) return encode(body, {go});
  return messageOf(method).takesArguments ? encode({}, {go}) : '';
}
