import type {AuthzDocument} from '../../../src/daemon/authz/document.ts';
import {eventsOf, type RecordedRequest, type Recording} from '../recording/events.ts';

/** What the recorder leaves of a long text. */
const cut = /^([\s\S]*)…\[trimmed: (\d+) chars, sha256 [0-9a-f]{64}\]$/;

/** A call's document with whole bodies: the recorder cut long ones. */
export function documentOf(call: RecordedRequest, recording: Recording): AuthzDocument {
  return withAnswer(withRequest(recordedDocument(call), recording));
}

/** The same as the recording holds it. */
export function recordedDocument({bodyRaw, body}: RecordedRequest): AuthzDocument {
  // the recorder parsed it
  return cut.test(bodyRaw) ? (body as AuthzDocument) : JSON.parse(bodyRaw);
}

/** Of the creates with many variables the plugin may have seen the beginning, or nothing. */
function withRequest(document: AuthzDocument, recording: Recording): AuthzDocument {
  const {RequestUri = '', RequestBody, RequestHeaders = {}} = document;
  const length = Number(RequestHeaders['Content-Length'] ?? 0);
  const isWhole = RequestBody === undefined ? length === 0 : !cut.test(RequestBody);
  if (isWhole || !/\/containers\/create/.test(RequestUri)) return document;
  const body = createBody(recording, variables => variables.bodyBytes >= length);
  return {...document, RequestBody: Buffer.from(body).toString('base64')};
}

/** What the daemon said of itself beyond the cut is lost: something of the same length stands for it. */
function withAnswer(document: AuthzDocument): AuthzDocument {
  const [, kept = '', chars = ''] = cut.exec(document.ResponseBody ?? '') ?? [];
  if (kept === '') return document;
  const beginning = kept.slice(0, kept.length - (kept.length % 4));
  const filler = filled(Number(chars) - beginning.length);
  return {...document, ResponseBody: beginning + filler};
}

/** Base64 of so many characters that no daemon sends. */
function filled(chars: number): string {
  return fillerUnit.repeat(chars / fillerUnit.length);
}

/** `~~~`, four characters of base64. */
export const fillerUnit = 'fn5+';

/** The body of a create that was refused for its length: no plugin saw it, the container's name tells how long it was. */
export function refusedBody(target: string, recording: Recording): string {
  const [, millions = '0'] = /name=c-([\d.]+)m/.exec(target) ?? [];
  return createBody(recording, ({count}) => count >= Number(millions) * 1000);
}

interface Variables {
  readonly count: number;
  readonly bodyBytes: number;
}

/**
 * The recorder's file held the variables E0, E1 and so on, each line filled up with `x`: the create with the first one alone was
 * recorded whole, and the hashes of the long ones prove that they were made like this.
 */
function createBody(recording: Recording, isEnough: (variables: Variables) => boolean): string {
  const small = smallCreate(recording);
  const [first = ''] = /"E0=x*"/.exec(small) ?? [];
  const lines = [first];
  for (
    let bytes = small.length;
    !isEnough({count: lines.length, bodyBytes: bytes});
    bytes += first.length + 1
  )
    lines.push(`"${`E${lines.length}=`.padEnd(first.length - 2, 'x')}"`);
  return small.replace(first, lines.join(','));
}

function smallCreate(recording: Recording): string {
  const call = eventsOf(recording, 'request').find(
    ({path, bodyRaw}) => path === '/AuthZPlugin.AuthZReq' && /containers\/create/.test(bodyRaw),
  );
  const {RequestBody = ''} = JSON.parse(call?.bodyRaw ?? '{}');
  return Buffer.from(RequestBody, 'base64').toString();
}
