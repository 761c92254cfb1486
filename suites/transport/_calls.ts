import {
  type Call,
  type CallOptions,
  type CheckContext,
  describeOutcome,
  isAnswered,
} from '../../src/authoring.ts';
import {givenVolume} from '../volume/_given.ts';

/** A call that changes nothing, with its arguments. */
export interface HarmlessCall {
  readonly method: string;
  /** Undefined: dockerd sends an empty body. */
  readonly body?: unknown;
}

/** What an authorization plugin is asked about: a ping, which changes nothing and no policy has reason to fear. */
export const pingRequest = {
  RequestMethod: 'GET',
  RequestUri: '/_ping',
  RequestHeaders: {},
};

/**
 * A call of the plugin's own interface that changes nothing; the check does not apply where there is none. With VolumeDriver
 * it asks for a volume that does not exist, so that a plugin with many volumes has no more work than one with none.
 */
export function harmlessCall(t: CheckContext): HarmlessCall {
  const words = t.facts.implements;
  if (words.includes('VolumeDriver')) return {method: 'VolumeDriver.Get', body: {Name: t.unique('absent')}};
  if (words.includes('NetworkDriver')) return {method: 'NetworkDriver.GetCapabilities'};
  if (words.includes('IpamDriver')) return {method: 'IpamDriver.GetDefaultAddressSpaces'};
  if (words.includes('LogDriver')) return {method: 'LogDriver.Capabilities'};
  if (words.includes('authz')) return {method: 'AuthZPlugin.AuthZReq', body: pingRequest};
  return t.notApplicable('the plugin names no interface with a call that changes nothing');
}

/**
 * A call that changes nothing and succeeds only when its body was read: Get of a volume that exists. Where there are no volumes
 * it is the usual harmless one.
 */
export async function tellingCall(t: CheckContext): Promise<HarmlessCall> {
  if (!t.facts.implements.includes('VolumeDriver')) return harmlessCall(t);
  return {method: 'VolumeDriver.Get', body: {Name: (await givenVolume(t, 'told')).name}};
}

/** A harmless call that has arguments; not applicable where all harmless calls have an empty body. */
export function harmlessCallWithBody(t: CheckContext): HarmlessCall {
  const call = harmlessCall(t);
  if (call.body !== undefined) return call;
  return t.notApplicable('all calls of its interfaces that change nothing have an empty body');
}

/** Makes a harmless call. */
export function call(t: CheckContext, {method, body}: HarmlessCall, options?: CallOptions): Promise<Call> {
  return t.plugin.call(method, body, options);
}

/** What a call came to, without what may differ from call to call: for comparing two calls that ought to end alike. */
export function outcomeOf(answer: Call): string {
  if (!isAnswered(answer)) return 'no answer';
  return answer.ok ? 'success' : `an error (status ${answer.exchange.response?.status})`;
}

/** Ends the check where the call as it always is gets no answer either: the plugin is held up by something else. */
export async function blockedIfSilent(t: CheckContext, asked: HarmlessCall, changed: Call): Promise<void> {
  if (isAnswered(changed)) return;
  const usual = await call(t, asked, {freshConnection: true});
  if (!isAnswered(usual)) t.blocked('transport.call.answered', `no call is answered now: ${usual.error}`);
}

/** Status and body, for telling whether two answers are the same. */
export function answerOf({exchange}: Call): string {
  const {response} = exchange;
  return response === null
    ? `no answer (${exchange.error?.kind})`
    : `${response.status} ${response.body.text}`;
}

/** Fails unless the plugin still answers a harmless call. */
export async function expectAlive(t: CheckContext, after: string, ...shown: readonly Call[]): Promise<void> {
  const later = await call(t, harmlessCall(t));
  t.expect.ok(
    isAnswered(later),
    {
      message: `After ${after} the plugin answered nothing any more.`,
      expected: `${later.method} is answered after ${after}`,
      actual: describeOutcome(later),
    },
    ...shown,
    later,
  );
}
