import type {ApiReply, ApiRequest, Header} from '../../../src/authoring.ts';
import type {Json} from './_bodies.ts';

/** One request of a docker command, without the API version, which the client puts before the path. */
export interface Step {
  readonly method: string;
  /** With the query: `/containers/create?name=c1`. */
  readonly path: string;
  readonly body?: Json;
  readonly headers?: readonly Header[];
  readonly reply?: ApiReply;
}

/** What a user types, and what the client sends for it. */
export interface Command {
  /** As in policy files: `run --privileged`. */
  readonly name: string;
  /** The whole line: `docker run --privileged busybox`. */
  readonly line: string;
  readonly steps: readonly Step[];
}

const CLIENT: Header = ['User-Agent', 'Docker-Client/28.2.2 (linux)'];
const JSON_TYPE: Header = ['Content-Type', 'application/json'];
const EMPTY: Header = ['Content-Length', '0'];

/** The request as docker's client sends it in this API version. */
export function requestOf(step: Step, version: string): ApiRequest {
  const {method, path, body, headers = [], reply} = step;
  const isEmptyPost = method === 'POST' && body === undefined && headers.length === 0;
  return {
    method,
    target: path === '/_ping' ? path : `/v${version}${path}`,
    headers: [...(body === undefined ? [] : [JSON_TYPE]), ...(isEmptyPost ? [EMPTY] : headers), CLIENT],
    ...(body === undefined ? {} : {body: `${JSON.stringify(body)}\n`}),
    ...(reply === undefined ? {} : {reply}),
  };
}

/** The ping that goes before every command. */
export const ping: Step = {method: 'HEAD', path: '/_ping'};

const ID = 'e0325eda3feca8beec692be5c0f9fb8fd54e67aacab9c69b4cb931d6325b3ff0';
const UPGRADE: readonly Header[] = [
  ['Connection', 'Upgrade'],
  ['Content-Length', '0'],
  ['Content-Type', 'text/plain'],
  ['Upgrade', 'tcp'],
];

/** `containers/create`, answered. */
export function create(body: Json, name = 'c1'): Step {
  const reply = answer({Id: ID, Warnings: []}, 201);
  return {method: 'POST', path: `/containers/create?name=${name}`, body, reply};
}

/** The requests of `docker run` (recording 26.1.5/authz-run). */
export function run(body: Json): readonly Step[] {
  return [
    ping,
    create(body),
    {
      method: 'POST',
      path: `/containers/${ID}/attach?stderr=1&stdout=1&stream=1`,
      headers: UPGRADE,
      reply: {kind: 'hijack'},
    },
    {method: 'POST', path: `/containers/${ID}/wait?condition=removed`, reply: {kind: 'stream'}},
    {method: 'POST', path: `/containers/${ID}/start`, reply: {status: 204}},
  ];
}

/** The requests of `docker exec` (recording 26.1.5/authz-run-detached-exec-attach-logs). */
export function exec(body: Json): readonly Step[] {
  const upgrade: readonly Header[] = [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'tcp'],
  ];
  return [
    ping,
    get('/containers/c1/json', {Id: ID, Name: '/c1'}),
    {method: 'POST', path: '/containers/c1/exec', body, reply: answer({Id: ID}, 201)},
    {
      method: 'POST',
      path: `/exec/${ID}/start`,
      headers: upgrade,
      body: {Detach: false, Tty: false},
      reply: {kind: 'hijack'},
    },
    get(`/exec/${ID}/json`, {ID, ExitCode: 0}),
  ];
}

/** A JSON endpoint that is read. */
export function get(path: string, body: unknown): Step {
  return {method: 'GET', path, reply: answer(body)};
}

/** An endpoint whose answer comes in pieces. */
export function stream(method: string, path: string, headers?: readonly Header[]): Step {
  return {method, path, reply: {kind: 'stream'}, ...(headers === undefined ? {} : {headers})};
}

/** What a JSON endpoint answers. */
export function answer(body: unknown, status = 200): ApiReply {
  return {status, headers: [JSON_TYPE], body: `${JSON.stringify(body)}\n`};
}
