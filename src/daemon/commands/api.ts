import type {ApiOutcome, ApiRequest} from '../authz/api.ts';
import {handle} from '../authz/middleware.ts';
import {message, type Session} from './session.ts';

const VERBS = {GET: 'Get', POST: 'Post', DELETE: 'Delete', HEAD: 'Head', PUT: 'Put'} as const;

/** One request as any HTTP client may send it. */
export async function apiRequest(session: Session, request: ApiRequest): Promise<ApiOutcome> {
  const verb = VERBS[request.method as keyof typeof VERBS] ?? 'Get'; // another verb changes no text
  const answer = await session.request({verb, path: request.target}, daemon => {
    const {environment, authz} = daemon;
    return handle(
      {engine: environment.engine, chain: authz, log: text => environment.log('error', text)},
      request,
    );
  });
  if ('value' in answer) return answer.value;
  const nothing = {executed: false, verdict: null, bodySeen: 'none', document: null} as const;
  return {status: 0, message: message(answer), ...nothing};
}
