import type {ApiRequest, Docker, PolicyExpectation} from '../../src/authoring.ts';
import {requestIn} from './_ask.ts';
import {clientOne} from './_certificate.ts';
import {catalogue} from './catalogue/index.ts';

/** The requests of an expectation, as its user sends them. */
export function requestsOf(
  docker: Docker,
  {command, request, user}: PolicyExpectation,
): readonly ApiRequest[] {
  const client = user === undefined ? {} : {client: {...clientOne, user}};
  const known = catalogue.find(({name}) => name === command);
  if (known !== undefined) return known.steps.map(step => ({...requestIn(docker, step), ...client}));
  if (request === undefined) throw new TypeError(`the policy names the unknown command ${command}`);
  const {method, uri, body, headers = {}} = request;
  const text = body === undefined ? {} : {body: `${JSON.stringify(body)}\n`};
  const type = body === undefined ? [] : ([['Content-Type', 'application/json']] as const);
  const target = /^\/(v[0-9.]+\/|_ping)/.test(uri) ? uri : `/v${docker.engine.authz.api.max}${uri}`;
  return [{method, target, headers: [...type, ...Object.entries(headers)], ...text, ...client}];
}
