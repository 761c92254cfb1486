import {quote} from './go-text.ts';
import {headerValues} from './header-line.ts';
import type {ResponseHead} from './response-head.ts';

/** How the end of a body is known. */
export type Framing =
  | {readonly kind: 'none'}
  | {readonly kind: 'length'; readonly bytes: number}
  | {readonly kind: 'chunked'}
  | {readonly kind: 'until-close'}
  | {readonly kind: 'failed'; readonly text: string};

const NONE: Framing = {kind: 'none'};

/** Go's rules for where a body ends (go1.24 net/http/transfer.go readTransfer, parseTransferEncoding, fixLength). */
export function framingOf(head: ResponseHead, verb: string, go: number): Framing {
  const encodings = isAtLeast11(head) ? headerValues(head.headers, 'transfer-encoding') : [];
  const encoding = encodings[0];
  if (encodings.length > 1) {
    return {kind: 'failed', text: `too many transfer encodings: [${encodings.map(quote).join(' ')}]`};
  }
  if (encoding !== undefined && encoding.toLowerCase() !== 'chunked') {
    return {kind: 'failed', text: `unsupported transfer encoding: ${quote(encoding)}`};
  }
  const length = contentLength(head, go);
  const isBad = typeof length === 'object' && length !== null;
  // Go 1.23 began to look at the length even where it decides nothing.
  if (isBad && (go >= 23 || length.text.startsWith('http: message cannot'))) return length;
  const isInformational = head.status >= 100 && head.status < 200;
  if (verb === 'HEAD' || isInformational || head.status === 204 || head.status === 304) {
    return isSwitch(head) ? {kind: 'until-close'} : NONE;
  }
  if (encoding !== undefined) return {kind: 'chunked'};
  if (isBad) return length;
  if (length === null) return {kind: 'until-close'};
  return length === 0 ? NONE : {kind: 'length', bytes: length};
}

/** True when the connection may be used again after this answer. */
export function keepsAlive(head: ResponseHead, framing: Framing): boolean {
  if (framing.kind === 'until-close' || framing.kind === 'failed' || head.status < 200) return false;
  const values = headerValues(head.headers, 'connection');
  if (values.length === 0) return isAtLeast11(head);
  if (values.some(value => CLOSE.test(value))) return false;
  return isAtLeast11(head) || (head.httpVersion === '1.0' && values.some(value => KEEP_ALIVE.test(value)));
}

/** One word of a list. */
const CLOSE = /(?:^|,)\s*close\s*(?:,|$)/i;
const KEEP_ALIVE = /(?:^|,)\s*keep-alive\s*(?:,|$)/i;

/** Needs no look at the limits. */
const SAFE_LENGTH = /^[0-9]{1,15}$/;

type BadLength = {readonly kind: 'failed'; readonly text: string};

/** Go 1.22 began to refuse an empty length. */
function contentLength(head: ResponseHead, go: number): number | null | BadLength {
  const values = headerValues(head.headers, 'content-length').map(value => value.trim());
  const first = values[0];
  if (values.length === 1 && first !== undefined && SAFE_LENGTH.test(first)) return Number(first);
  if (first === undefined || (first === '' && go < 22)) return null;
  if (values.some(value => value !== first)) {
    const list = headerValues(head.headers, 'content-length').map(quote).join(' ');
    return {
      kind: 'failed',
      text: `http: message cannot contain multiple Content-Length headers; got [${list}]`,
    };
  }
  if (!/^[0-9]+$/.test(first) || BigInt(first) > 0x7fff_ffff_ffff_ffffn) {
    return {
      kind: 'failed',
      text: first === '' ? 'invalid empty Content-Length ""' : `bad Content-Length ${quote(first)}`,
    };
  }
  return Number(first);
}

function isAtLeast11(head: ResponseHead): boolean {
  return head.httpVersion !== '1.0' && !head.httpVersion.startsWith('0');
}

/** 101 with `Connection: Upgrade`: the body is what the plugin sends from then on. */
function isSwitch(head: ResponseHead): boolean {
  return (
    head.status === 101 &&
    headerValues(head.headers, 'connection').some(value => /(^|,)\s*upgrade\s*(,|$)/i.test(value))
  );
}
