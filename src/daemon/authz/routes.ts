import type {ApiOutcome, ApiRequest} from './api.ts';
import {isClean, readTarget} from './target.ts';

/**
 * What the router knows (moby v28.5.2 api/server/router; `*` stands for `.*`). Requests of the debug, swarm and checkpoint routes
 * are here as far as plugins care.
 */
const ROUTES: readonly string[] = [
  'OPTIONS *',
  'HEAD /_ping',
  'HEAD /containers/*/archive',
  'GET /_ping',
  'GET /events',
  'GET /info',
  'GET /version',
  'GET /system/df',
  'GET /containers/json',
  'GET /containers/*/(export|changes|json|top|logs|stats|attach/ws|archive|checkpoints)',
  'GET /exec/*/json',
  'GET /distribution/*/json',
  'GET /images/(json|search|get)',
  'GET /images/*/(get|history|json)',
  'GET /(networks|volumes|plugins|services|tasks|nodes|secrets|configs|swarm)/?',
  'GET /(networks|volumes|services|tasks|nodes|secrets|configs)/*',
  'GET /(services|tasks)/*/logs',
  'GET /plugins/*/json',
  'GET /plugins/privileges',
  'GET /swarm/unlockkey',
  'PUT /containers/*/archive',
  'PUT /volumes/*',
  'DELETE /(containers|images|networks|volumes|plugins|services|nodes|secrets|configs)/*',
  'POST /(auth|build|build/prune|build/cancel|commit|grpc|session)',
  'POST /containers/(create|prune)',
  'POST /containers/*/(kill|pause|unpause|restart|start|stop|wait|resize|attach|exec|rename|update|checkpoints)',
  'POST /exec/*/(start|resize)',
  'POST /images/(load|create|prune)',
  'POST /images/*/(push|tag)',
  'POST /networks/(create|prune)',
  'POST /networks/*/(connect|disconnect)',
  'POST /plugins/(pull|create)',
  'POST /plugins/*/(enable|disable|push|upgrade|set)',
  'POST /swarm/(init|join|leave|update|unlock)',
  'POST /(services|secrets|configs|nodes)/(create|.*/update)',
  'POST /volumes/(create|prune)',
];

const patterns = ROUTES.map(route => {
  const [method = '', path = ''] = route.split(' ');
  return {method, path: new RegExp(`^${path.replace(/(?<!\.)\*/g, '.*')}$`, 's')};
});

/** What the server says before any plugin is asked; null: the request goes on to the authorization layer (gorilla/mux ServeHTTP). */
export function isRouted({method, target}: ApiRequest): Pick<ApiOutcome, 'status' | 'message'> | null {
  const read = readTarget(target);
  if (read === null) return {status: 400, message: '400 Bad Request'};
  if (!isClean(read.path)) return {status: 301, message: ''};
  const isKnown = patterns.some(route => route.method === method && route.path.test(read.route));
  return isKnown ? null : {status: 404, message: 'page not found'};
}
