import type {ApiReply, ApiRequest, Header} from '../../../src/daemon/authz/api.ts';
import type {AuthzDocument} from '../../../src/daemon/authz/document.ts';
import {eventsOf, type RecordedAction, type RecordedRequest, type Recording} from '../recording/events.ts';
import {documentOf, recordedDocument, refusedBody} from './authz-bodies.ts';

/** Milliseconds since a command began. */
export interface Instant {
  /** Its number. */
  readonly ofAction: number;
  readonly ms: number;
}

/** A request of docker's client. */
export interface ClientRequest {
  readonly request: ApiRequest;
  readonly start: Instant;
  /** When the handler was done; streams of a command that was killed may end during a later one. */
  readonly answered: Instant;
  /** When the client had its answer, since its command began. */
  readonly endMs: number;
}

/** The requests of a command, told by what the first plugin was asked, or by what the daemon said where no plugin was there. */
export function clientRequests(action: RecordedAction, recording: Recording): readonly ClientRequest[] {
  const calls = eventsOf(recording, 'request').filter(({path}) => path.startsWith('/AuthZPlugin.'));
  const first = eventsOf(recording, 'plugin')[0]?.plugin;
  const own = calls.filter(({plugin}) => plugin === first);
  const asked = own.filter(call => isAsked(call) && actionOf(call.t_us, recording) === action);
  const seen = asked.map(call => clientRequest(call, {own, all: calls, action, recording}));
  return [...seen, ...unseenRequests(action, recording, seen)].sort(
    (one, other) => one.start.ms - other.start.ms,
  );
}

/** Tries after a lost connection have no body. */
function isAsked({path, bodyRaw}: RecordedRequest): boolean {
  return path === '/AuthZPlugin.AuthZReq' && bodyRaw !== '';
}

/** Of commands at once the one that began last: the others wait for their streams. */
function actionOf(us: number, recording: Recording): RecordedAction | undefined {
  return eventsOf(recording, 'action').findLast(({t_us, end_us}) => t_us <= us && us <= end_us);
}

interface Around {
  readonly own: readonly RecordedRequest[];
  readonly all: readonly RecordedRequest[];
  readonly action: RecordedAction;
  readonly recording: Recording;
}

function clientRequest(call: RecordedRequest, {own, all, action, recording}: Around): ClientRequest {
  const document = documentOf(call, recording);
  const answer = pairsOf(own, recording).get(call);
  const ms = (us: number) => (us - action.t_us) / 1000;
  const end = answer === undefined ? call : lastOf(answer, all);
  return {
    request: requestOf(document, answer === undefined ? undefined : documentOf(answer, recording)),
    start: {ofAction: action.n, ms: ms(call.t_us)},
    answered: instantOf(answer?.t_us ?? call.t_us, action, recording),
    endMs: end.status === null ? Number.POSITIVE_INFINITY : ms(end.reply_us ?? end.t_us),
  };
}

/** Within `action`, or within the one that ran by then. */
function instantOf(us: number, action: RecordedAction, recording: Recording): Instant {
  const by = us <= action.end_us ? action : (actionOf(us, recording) ?? action);
  return {ofAction: by.n, ms: (us - by.t_us) / 1000};
}

/** Pairs come in order; a request that was refused has no answer. Tries after a lost connection are of the one before. */
function pairsOf(
  own: readonly RecordedRequest[],
  recording: Recording,
): ReadonlyMap<RecordedRequest, RecordedRequest> {
  const open: RecordedRequest[] = [];
  const pairs = new Map<RecordedRequest, RecordedRequest>();
  for (const call of own.filter(({bodyRaw}) => bodyRaw !== '')) {
    if (isAsked(call)) {
      open.push(call);
      continue;
    }
    const fits = (other: RecordedRequest) => isAllowed(other) && isSame(other, call);
    const action = actionOf(call.t_us, recording);
    const near = open.findIndex(other => fits(other) && actionOf(other.t_us, recording) === action);
    const at = near < 0 ? open.findIndex(fits) : near;
    const [asked] = at < 0 ? [] : open.splice(at, 1);
    if (asked !== undefined) pairs.set(asked, call);
  }
  return pairs;
}

/** Or without an answer: what became of a repeated call is not known here. */
function isAllowed({status, reply}: RecordedRequest): boolean {
  return status === null || /"Allow":true/i.test(JSON.stringify(reply ?? null));
}

/** With several plugins the last one's answer ends it. */
function lastOf(answer: RecordedRequest, all: readonly RecordedRequest[]): RecordedRequest {
  const same = all.filter(other => other.bodyRaw === answer.bodyRaw && other.t_us - answer.t_us < 50_000);
  return same.findLast(other => other.t_us >= answer.t_us) ?? answer;
}

function isSame(one: RecordedRequest, other: RecordedRequest): boolean {
  const [a, b] = [recordedDocument(one), recordedDocument(other)];
  return (
    a.RequestMethod === b.RequestMethod && a.RequestUri === b.RequestUri && a.RequestBody === b.RequestBody
  );
}

function requestOf(document: AuthzDocument, answer: AuthzDocument | undefined): ApiRequest {
  const {RequestMethod = '', RequestUri = '', RequestBody, RequestHeaders = {}, User} = document;
  const headers = Object.entries(RequestHeaders);
  const certificates = (document.RequestPeerCertificates ?? []).map(text =>
    Buffer.from(text, 'base64').toString(),
  );
  return {
    method: RequestMethod,
    target: RequestUri,
    headers,
    ...(RequestBody === undefined ? {} : {body: Buffer.from(RequestBody, 'base64')}),
    ...(User === undefined ? {} : {client: {user: User, certificates}}),
    ...(answer === undefined ? {} : {reply: replyOf(answer, headers)}),
  };
}

const versionHeaders = ['Api-Version', 'Docker-Experimental', 'Ostype', 'Server'];

/** The handler's answer to a raw request, where the plugin was shown it. */
export function shownReply(action: RecordedAction, recording: Recording): ApiReply | null {
  const answer = eventsOf(recording, 'request').find(
    ({path, t_us, bodyRaw}) =>
      path === '/AuthZPlugin.AuthZRes' && bodyRaw !== '' && t_us >= action.t_us && t_us <= action.end_us,
  );
  const reply = answer === undefined ? null : replyOf(documentOf(answer, recording), []);
  return reply?.kind === 'fail' ? null : reply;
}

/** What the handler did, told by what was left of it in the buffer. */
function replyOf(answer: AuthzDocument, asked: readonly Header[]): ApiReply {
  const {ResponseStatusCode, ResponseHeaders, ResponseBody} = answer;
  if (ResponseHeaders === undefined) return {kind: 'stream'};
  const headers = Object.entries(ResponseHeaders).filter(([name]) => !versionHeaders.includes(name));
  const isBare = headers.length === 0 && ResponseStatusCode === undefined;
  if (isBare) return {kind: asked.some(([name]) => name === 'Upgrade') ? 'hijack' : 'fail', status: 404};
  const body = ResponseBody === undefined ? '' : Buffer.from(ResponseBody, 'base64').toString();
  return {status: ResponseStatusCode ?? null, headers, body};
}

/**
 * What no plugin saw is told by the daemon's log alone: with the plugin away, when it gives a request up after 15 s; and
 * when a body is too long.
 */
function unseenRequests(
  action: RecordedAction,
  recording: Recording,
  seen: readonly ClientRequest[],
): readonly ClientRequest[] {
  return eventsOf(recording, 'daemon-log').flatMap(({t_us, msg}) => {
    const [, method = '', target = '', why = ''] =
      /^AuthZRequest for (\S+) (\S+) returned error: (.*dial unix|request body too large)/.exec(msg) ?? [];
    if (method === '' || t_us < action.t_us || t_us > action.end_us) return [];
    const endMs = (t_us - action.t_us) / 1000;
    if (seen.some(one => one.request.target === target && one.endMs > endMs - 1000)) return [];
    const isTooLong = why.startsWith('request');
    const headers: readonly Header[] = [
      ['User-Agent', 'Docker-Client/28.2.2 (linux)'],
      ...(isTooLong ? ([['Content-Type', 'application/json']] as const) : []),
    ];
    const body = isTooLong ? {body: refusedBody(target, recording)} : {};
    const at = (ms: number) => ({ofAction: action.n, ms});
    const start = at(isTooLong ? endMs - 5 : endMs - 15_005);
    return [{request: {method, target, headers, ...body}, start, answered: at(endMs), endMs: endMs - 5}];
  });
}
