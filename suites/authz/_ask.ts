import type {ApiOutcome, ApiRequest, AuthzDocument, Call, CheckContext, Docker} from '../../src/authoring.ts';
import {type Command, requestOf, type Step} from './catalogue/_step.ts';

/** Answer to both calls, as Go decodes it. */
export interface Verdict {
  readonly Allow: boolean | null;
  readonly Msg: string | null;
  readonly Err: string | null;
}

/** What dockerd makes of an answer. */
export type Judged = 'allow' | 'deny' | 'error' | 'no answer';

/** A running engine with the plugin as its authorization plugin; `engine` as another version than the run's. */
export async function authorizedDocker(t: CheckContext, engine?: string): Promise<Docker> {
  const docker = await t.docker({authorization: true, ...(engine === undefined ? {} : {engine})});
  if (!docker.daemon.running) {
    t.blocked(
      'handshake.activate.succeeds',
      'dockerd does not start with this plugin: failed to validate authorization plugin',
    );
  }
  return docker;
}

/** The same document once more as a single call, for the report's evidence. */
export function askAgain(t: CheckContext, document: AuthzDocument): Promise<Call<Verdict>> {
  return t.plugin.call<Verdict>('AuthZPlugin.AuthZReq', document);
}

/** AuthZReq by a single call. */
export function ask(t: CheckContext, document: object, probe = false): Promise<Call<Verdict>> {
  return t.plugin.call<Verdict>('AuthZPlugin.AuthZReq', document, {probe});
}

/** AuthZRes by a single call. */
export function askResponse(t: CheckContext, document: object): Promise<Call<Verdict>> {
  return t.plugin.call<Verdict>('AuthZPlugin.AuthZRes', document);
}

/** Either call with a document of megabytes, which may take its time. */
export function askLarge(
  t: CheckContext,
  method: 'AuthZReq' | 'AuthZRes',
  document: object,
): Promise<Call<Verdict>> {
  const timeoutMs = Math.max(t.settings.callTimeoutMs, LARGE_MS);
  return t.plugin.call<Verdict>(`AuthZPlugin.${method}`, document, {timeoutMs});
}

const LARGE_MS = 8000;

/** `Err` of a 200 is not read by dockerd: Allow alone decides. */
export function judged(call: Call<Verdict>): Judged {
  if (call.failure === 'no-answer') return 'no answer';
  if (call.exchange.response?.status !== 200 || call.failure === 'decode') return 'error';
  return call.reply?.Allow === true ? 'allow' : 'deny';
}

/** Fails unless the answer is a verdict, allow or deny. */
export function expectVerdict(t: CheckContext, call: Call<Verdict>, what: string): void {
  const got = judged(call);
  t.expect.ok(
    got === 'allow' || got === 'deny',
    {expected: `a verdict (200 with Allow) on ${what}`, actual: `${got}: ${call.error}`},
    call,
  );
}

/** The document of a request in the run's engine, as AuthZReq carries it; null: the engine asks nobody. */
export async function send(docker: Docker, request: ApiRequest): Promise<ApiOutcome> {
  return docker.api(request);
}

/** The decisive request of a command in the engine's newest API version. */
export function requestIn(docker: Docker, step: Step): ApiRequest {
  return requestOf(step, docker.engine.authz.api.max);
}

/** The step of a command that a policy looks at: the one with a body, else the last. */
export function decisive({steps}: Command): Step {
  const step = steps.find(each => each.body !== undefined) ?? steps.at(-1);
  if (step === undefined) throw new TypeError('a command of the catalogue has no steps');
  return step;
}

/** A document of AuthZReq with a JSON body, made by hand. */
export function documentOf(method: string, uri: string, body?: string | Uint8Array): AuthzDocument {
  if (body === undefined) return {RequestMethod: method, RequestUri: uri};
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return {
    RequestMethod: method,
    RequestUri: uri,
    RequestBody: base64(bytes),
    RequestHeaders: {'Content-Length': String(bytes.length), 'Content-Type': 'application/json'},
  };
}

/** Piece by piece: nothing is padded in the middle when a piece is a multiple of three bytes. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x6000) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000)));
  }
  return text;
}
