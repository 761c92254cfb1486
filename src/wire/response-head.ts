import type {Header} from './exchange.ts';
import {quote} from './go-text.ts';
import {isBlank, parseHeader, trim} from './header-line.ts';

/** The head of an answer, as it was on the wire. */
export interface ResponseHead {
  /** `1.1`, `1.0`; whatever digits the plugin sent. */
  readonly httpVersion: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
}

/** More bytes are needed, a head, or Go's error text. */
export type HeadStep =
  | {readonly kind: 'more'}
  | {readonly kind: 'head'; readonly head: ResponseHead}
  | {readonly kind: 'failed'; readonly text: string};

const MORE: HeadStep = {kind: 'more'};
const LF = 10;
const CR = 13;

/**
 * Reads response heads line by line as Go does (go1.24 net/http/response.go ReadResponse, net/textproto/reader.go
 * readMIMEHeader): bare LF ends a line too, a line that starts with white space continues the one before, a bad line is an
 * error as soon as it is complete.
 */
export class HeadReader {
  /** Bytes not yet consumed; after a head, the start of what follows it. */
  rest: Buffer = EMPTY;
  private at = 0;
  private ended = false;
  /** Pieces of a line whose end has not come: joined then, so that a long line costs no more than its length. */
  private readonly torn: Buffer[] = [];
  private isMidLine = false;
  /** A header with its continuation lines so far. */
  private folded: Buffer[] | null = null;
  private head: {httpVersion: string; status: number; reason: string; headers: Header[]} | null = null;
  private readonly go: number;

  constructor(go: number) {
    this.go = go;
  }

  /** True while not a byte of the head has come. */
  get untouched(): boolean {
    return this.rest.length === 0 && this.torn.length === 0 && this.head === null;
  }

  push(chunk: Buffer): void {
    if (this.isMidLine && !chunk.includes(LF)) {
      this.torn.push(chunk);
      return;
    }
    this.join(chunk);
  }

  /** No more bytes will come: what is there counts as the last line. */
  end(): void {
    this.join(EMPTY);
    this.ended = true;
  }

  private join(chunk: Buffer): void {
    const left = this.rest.subarray(this.at);
    this.rest = left.length + this.torn.length === 0 ? chunk : Buffer.concat([left, ...this.torn, chunk]);
    this.at = 0;
    this.torn.length = 0;
    this.isMidLine = false;
  }

  /** Goes on as far as the bytes allow; call again after `push`. */
  read(): HeadStep {
    if (this.head === null) {
      const line = this.line();
      if (line === null) return this.dry();
      const start = this.statusLine(line);
      if (start !== null) return start;
    }
    for (;;) {
      if (this.folded !== null) {
        const step = this.foldedHeader(this.folded);
        if (step !== null) return step;
      }
      const line = this.line();
      if (line === null) return this.dry();
      if (line.length === 0) return this.finish();
      const step = this.headerLine(line);
      if (step !== null) return step;
    }
  }

  private dry(): HeadStep {
    return this.ended ? {kind: 'failed', text: 'unexpected EOF'} : MORE;
  }

  private finish(): HeadStep {
    const head = this.head;
    if (head === null) return MORE;
    this.rest = this.rest.subarray(this.at);
    this.at = 0;
    this.head = null;
    return {kind: 'head', head};
  }

  /** The next line without its end, or null when it is not complete. */
  private line(): Buffer | null {
    const end = this.rest.indexOf(LF, this.at);
    if (end < 0) {
      this.isMidLine = true;
      if (!this.ended || this.at >= this.rest.length) return null;
      const last = this.rest.subarray(this.at);
      this.at = this.rest.length;
      return last;
    }
    const stop = end > this.at && this.rest[end - 1] === CR ? end - 1 : end;
    const line = this.rest.subarray(this.at, stop);
    this.at = end + 1;
    return line;
  }

  private statusLine(line: Buffer): HeadStep | null {
    const space = line.indexOf(32);
    if (space < 0) return {kind: 'failed', text: `malformed HTTP response ${quote(line)}`};
    let from = space + 1;
    while (line[from] === 32) from++;
    const gap = line.indexOf(32, from);
    const code = line.subarray(from, gap < 0 ? line.length : gap);
    if (!/^([0-9]{3}|\+[0-9]{2})$/.test(code.toString('latin1'))) {
      return {kind: 'failed', text: `malformed HTTP status code ${quote(code)}`};
    }
    const version = /^HTTP\/([0-9]\.[0-9])$/.exec(line.toString('latin1', 0, space))?.[1];
    if (version === undefined) {
      return {kind: 'failed', text: `malformed HTTP version ${quote(line.subarray(0, space))}`};
    }
    const reason = gap < 0 ? '' : line.toString('utf8', gap + 1);
    this.head = {httpVersion: version, status: Number(code.toString('latin1')), reason, headers: []};
    return null;
  }

  /** Begins a header. */
  private headerLine(first: Buffer): HeadStep | null {
    const headers = this.head?.headers ?? [];
    if (headers.length === 0 && isBlank(first[0])) {
      return {
        kind: 'failed',
        text: this.complain('malformed MIME header initial line: ', first.subarray(0, 80)),
      };
    }
    if (!first.includes(58)) {
      return {kind: 'failed', text: `malformed MIME header: missing colon: ${quote(trim(first))}`};
    }
    this.folded = [trim(first)];
    return null;
  }

  /** Adds continuation lines; what follows the header must be seen to know that it ends. */
  private foldedHeader(pieces: Buffer[]): HeadStep | null {
    for (;;) {
      if (this.at >= this.rest.length && !this.ended) return MORE;
      if (!isBlank(this.rest[this.at])) break;
      const more = this.line();
      if (more === null) return MORE;
      // millions of lines may follow; that they are there is known by then
      if (pieces.length < MOST_PIECES) pieces.push(SPACE, trim(more));
    }
    this.folded = null;
    const line = pieces.length === 1 ? (pieces[0] ?? EMPTY) : Buffer.concat(pieces);
    const header = parseHeader(line, this.go);
    if (header === null) return {kind: 'failed', text: this.complain('malformed MIME header line: ', line)};
    this.keep(header);
    return null;
  }

  /** Of a flood of headers only those are kept that decide how the answer is read. */
  private keep(header: Header): void {
    const headers = this.head?.headers;
    if (headers === undefined || headers.length >= 2 * MOST_HEADERS) return;
    if (headers.length < MOST_HEADERS || DECIDING.test(header[0])) headers.push(header);
  }

  /** Go 1.26 began to quote the line. */
  private complain(words: string, line: Buffer): string {
    return words + (this.go >= 26 ? quote(line) : line.toString('utf8').slice(0, 8192));
  }
}

const SPACE = Buffer.from(' ');
const EMPTY = Buffer.alloc(0);
/** Far more than any plugin sends; ten megabytes have room for two million. */
const MOST_HEADERS = 1000;
const MOST_PIECES = 2000;
const DECIDING = /^(content-(length|type|encoding)|transfer-encoding|connection|location)$/i;
