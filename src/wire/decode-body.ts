import {gunzipSync} from 'node:zlib';
import type {Failure} from './failure-text.ts';
import {headerValues} from './header-line.ts';
import type {ResponseReader} from './response.ts';

/** The body as dockerd sees it, or why it cannot be had. */
export interface DecodedBody {
  readonly bytes: Uint8Array;
  readonly failure: Failure | null;
}

/** Decompresses a body when gzip was asked for and used, as Go's transport does behind its user's back. */
export function decodeBody(reader: ResponseReader, gzip: boolean, maxBytes: number): DecodedBody {
  const bytes = reader.body;
  const isPacked =
    gzip &&
    reader.head !== null &&
    headerValues(reader.head.headers, 'content-encoding')[0]?.toLowerCase() === 'gzip';
  if (!isPacked || bytes.length === 0) return {bytes, failure: null};
  try {
    return {bytes: gunzipSync(bytes, {maxOutputLength: maxBytes}), failure: null};
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      return {
        bytes: NOTHING,
        failure: {kind: 'too-large', text: `the body is larger than ${maxBytes} bytes`},
      };
    }
    // what its reader has got by then is not worth telling
    return {
      bytes: NOTHING,
      failure: {kind: 'body', text: code === 'Z_BUF_ERROR' ? 'unexpected EOF' : 'gzip: invalid header'},
    };
  }
}

const NOTHING = new Uint8Array();
