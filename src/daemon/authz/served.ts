import type {SocketReply, SocketRequest} from '../../wire/api-socket.ts';
import type {Docker} from '../docker.ts';
import type {ApiReply, ApiRequest} from './api.ts';
import {canonical} from './headers.ts';

/**
 * A request on the API's socket and its answer, by an engine without containers and images. The engine asks its
 * authorization plugins first, whoever sends it: also when that is one of them. Null: the daemon is away.
 */
export async function served(
  docker: Pick<Docker, 'engine' | 'api'>,
  asked: SocketRequest,
): Promise<SocketReply | null> {
  const {api} = docker.engine.authz;
  const reply = replyOf(asked, api);
  const outcome = await docker.api({...requestOf(asked), reply});
  if (outcome.status === 0) return null;
  const body = outcome.message === '' ? (reply.body ?? '') : errorBody(outcome.message);
  const type =
    body.startsWith('{') || body.startsWith('[') ? 'application/json' : 'text/plain; charset=utf-8';
  return {status: outcome.status, headers: {'Api-Version': api.max, 'Content-Type': type}, body};
}

function requestOf({method, target, headers, body}: SocketRequest): ApiRequest {
  const request = {
    method,
    target,
    headers: headers.map(([name, value]) => [canonical(name), value] as const),
  };
  const isWithoutLength = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
  return {...request, ...(body.length > 0 && {body}), ...(isWithoutLength && {chunked: true})};
}

/** What the handlers answer (moby v28.5.2 api/server/router): lists are empty, and single objects are not there. */
function replyOf({target}: SocketRequest, api: {readonly min: string; readonly max: string}): ApiReply {
  const path = target.replace(/\?.*/, '').replace(/^\/v[0-9.]+(?=\/)/, '');
  if (path === '/_ping') return {body: 'OK'};
  if (path === '/version') return json({ApiVersion: api.max, MinAPIVersion: api.min, Os: 'linux'});
  if (path === '/info') return json({Containers: 0, Images: 0, OSType: 'linux'});
  if (path === '/volumes') return json({Volumes: [], Warnings: null});
  if (/^\/(containers|images)\/json$|^\/(networks|plugins|services|tasks|nodes|secrets|configs)$/.test(path))
    return {body: '[]\n'};
  return {status: 404, kind: 'fail', body: `No such object: ${path}`};
}

function json(value: object): ApiReply {
  return {body: `${JSON.stringify(value)}\n`};
}

function errorBody(message: string): string {
  return `${JSON.stringify({message})}\n`;
}
