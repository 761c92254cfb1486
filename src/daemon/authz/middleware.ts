import type {AuthzFacts, Engine} from '../engines/engine.ts';
import type {ApiOutcome, ApiRequest, Header} from './api.ts';
import {bodySeen} from './body.ts';
import type {AuthzChain, Refusal} from './chain.ts';
import {requestDocument, responseDocument} from './document.ts';
import {seenReply, wasFlushed} from './response.ts';
import {isRouted} from './routes.ts';
import {versionProblem} from './version.ts';

/** What the layer works with. */
export interface Middleware {
  readonly engine: Engine;
  readonly chain: AuthzChain;
  /** The daemon's log. */
  log(message: string): void;
}

/** One request through the authorization layer (moby v28.5.2 pkg/authorization/middleware.go WrapHandler). */
export async function handle(middleware: Middleware, asked: ApiRequest): Promise<ApiOutcome> {
  const {chain, engine} = middleware;
  const problem = versionProblem(asked, engine);
  const request = problem === null ? asked : refusedBy(asked, problem);
  const routed = isRouted(request);
  if (routed !== null) return {...routed, executed: false, verdict: null, bodySeen: 'none', document: null};
  const seenBody = bodySeen(request, engine.authz);
  const unasked = {bodySeen: seenBody, document: null};
  if (chain.names.length === 0) return {...(await answered(request)), ...unasked, verdict: null};
  if (seenBody === 'refused')
    return {...tooLarge(engine.authz), ...unasked, executed: false, verdict: 'error'};
  const document = requestDocument(request, seenBody);
  const seen = {bodySeen: seenBody, document};
  const refusal = await chain.ask('AuthZReq', document);
  if (refusal !== null) return {...failed(middleware, request, refusal), ...seen, executed: false};
  const answer = await answered(request);
  // The list may be another one by now: those that came meanwhile are asked about an answer whose request they never saw,
  // and without any the answer is dropped.
  if (chain.names.length === 0) return {...answer, ...seen, status: 200, message: '', verdict: 'allow'};
  const reply = seenReply(request, engine.authz, versionHeaders(engine, problem === null));
  const objection = await chain.ask('AuthZRes', responseDocument(document, reply));
  if (objection === null || !isSeenByClient(request)) return {...answer, ...seen, verdict: 'allow'};
  return {...failed(middleware, request, objection), ...seen, executed: answer.executed};
}

/** The handler's own error, if it has one, is what the client reads. */
async function answered({
  reply = {},
}: ApiRequest): Promise<Pick<ApiOutcome, 'status' | 'message' | 'executed'>> {
  await reply.until?.();
  const status = reply.status ?? 200;
  const isFailure = reply.kind === 'fail';
  return {status, message: isFailure ? (reply.body ?? '') : '', executed: !isFailure};
}

/** The version layer stands behind the authorization layer: the plugins are asked all the same. */
function refusedBy(request: ApiRequest, problem: string): ApiRequest {
  return {...request, reply: {kind: 'fail', status: 400, body: problem}};
}

/** A flushed or hijacked answer has its status already; the handler's own error wins. */
function isSeenByClient({reply = {}}: ApiRequest): boolean {
  return reply.kind !== 'hijack' && reply.kind !== 'fail' && !wasFlushed(reply);
}

function failed({log}: Middleware, {method, target}: ApiRequest, {verdict, status, message}: Refusal) {
  log(`Handler for ${method} ${target} returned error: ${message}`);
  return {verdict, status, message};
}

function tooLarge({bodies}: AuthzFacts) {
  const message = `request body too large for authorization plugin: size exceeds ${bodies.limit} bytes`;
  return {status: 500, message};
}

/** Headers of every answer that got as far as the version layer, and the one of the layer behind it (moby v28.5.2 api/server/middleware). */
function versionHeaders({authz}: Engine, isVersionTaken: boolean): readonly Header[] {
  return [
    ['Api-Version', authz.api.max],
    ...(isVersionTaken ? ([['Docker-Experimental', 'false']] as const) : []),
    ['Ostype', 'linux'],
    ['Server', authz.server],
  ];
}
