import type {Workload} from '../workload.ts';

const request = {
  RequestMethod: 'GET',
  RequestUri: '/v1.52/containers/json',
  RequestHeaders: {'User-Agent': 'Docker-Client/29.0.0 (linux)'},
};
const response = {...request, ResponseStatusCode: 200, ResponseHeaders: {'Content-Type': 'application/json'}};

/** What every `docker ps` asks an authorization plugin, twice. Its answer may be a denial. */
export function authzWorkload(): Workload {
  return {
    interface: 'authz',
    word: 'authz',
    objects: 'requests',
    most: 0,
    make: null,
    unmake: null,
    life: [],
    reads: [
      {method: 'AuthZPlugin.AuthZReq', body: () => request},
      {method: 'AuthZPlugin.AuthZRes', body: () => response},
    ],
  };
}
