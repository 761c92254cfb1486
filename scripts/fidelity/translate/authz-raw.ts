import type {ApiOutcome, ApiReply, ApiRequest, Header} from '../../../src/daemon/authz/api.ts';
import type {RecordedAction, Recording} from '../recording/events.ts';
import {shownReply} from './authz-requests.ts';
import type {Shown} from './command.ts';

/** Headers that the server or the version layer adds. */
const added = /^(api-version|docker-experimental|ostype|server|date|content-length|connection)$/i;

/** A request that the recorder sent byte by byte. */
export function rawRequest(action: RecordedAction, recording: Recording): ApiRequest {
  const {request = '', stdout} = action;
  const [head = '', ...rest] = request.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  const headers = lines.map(headerOf);
  const chunked = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
  const text = rest.join('\r\n\r\n');
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]);
  const body = chunked ? unchunked(text) : text.slice(0, length || undefined);
  return {
    method,
    target,
    headers,
    reply: shownReply(action, recording) ?? replyOf(stdout),
    ...(body === '' ? {} : {body}),
    chunked,
  };
}

function unchunked(text: string): string {
  return text.replace(/(?:^|\r\n)[0-9a-f]+\r\n/g, '').replace(/\r\n$/, '');
}

/** What the recorded answer says of the handler; a refused one never ran. */
function replyOf(stdout: string): ApiReply {
  const [head = '', ...rest] = stdout.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const status = Number(line.split(' ')[1]);
  const body = rest.join('\r\n\r\n');
  const message = /"message":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  if (message !== undefined) return {kind: 'fail', status, body: JSON.parse(`"${message}"`)};
  const headers = lines.map(headerOf).filter(([name]) => !added.test(name));
  const isPing = !headers.some(([, value]) => /json/.test(value));
  return {status: isPing ? null : status, headers: isPing ? withoutGuess(headers) : headers, body};
}

/** Go's server guesses the type of an answer without one, after the plugins were asked. */
function withoutGuess(headers: readonly Header[]): readonly Header[] {
  return headers.filter(
    ([name, value]) => name !== 'Content-Type' || !value.startsWith('text/plain; charset'),
  );
}

function headerOf(line: string): Header {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

/** The recorded answer with the status and the message that the model gives. */
export function shownAnswer({stdout, exit}: RecordedAction, {status, message}: ApiOutcome): Shown {
  const [, recorded = ''] = /^HTTP\/1\.1 (\d+)/.exec(stdout) ?? [];
  const answer = stdout.replace(/"message":"(?:[^"\\]|\\.)*"/, `"message":${JSON.stringify(message)}`);
  return {exit, stdout: recorded === String(status) ? answer : `HTTP/1.1 ${status}`, stderr: ''};
}
