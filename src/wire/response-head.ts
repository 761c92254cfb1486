import type {Header} from './exchange.ts';
import {quote} from './go-text.ts';

/** The head of an answer, as it was on the wire. */
export interface ResponseHead {
  /** `1.1`, `1.0`; whatever digits the plugin sent. */
  readonly httpVersion: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
}

/** What a step of the reader gave: more bytes are needed, a head, or Go's error text. */
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
  rest: Buffer = Buffer.alloc(0);
  private at = 0;
  private ended = false;
  private head: {httpVersion: string; status: number; reason: string; headers: Header[]} | null = null;
  private readonly go: number;

  constructor(go: number) {
    this.go = go;
  }

  /** True while not a byte of the head has come. */
  get untouched(): boolean {
    return this.rest.length === 0 && this.head === null;
  }

  push(chunk: Buffer): void {
    this.rest = this.at >= this.rest.length ? chunk : Buffer.concat([this.rest.subarray(this.at), chunk]);
    this.at = 0;
  }

  /** No more bytes will come: what is there counts as the last line. */
  end(): void {
    this.ended = true;
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
      const from = this.at;
      const line = this.line();
      if (line === null) return this.dry();
      if (line.length === 0) return this.finish();
      const step = this.headerLine(line, from);
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

  /** Takes one header with its continuation lines; goes back to `from` when more bytes are needed to know them. */
  private headerLine(first: Buffer, from: number): HeadStep | null {
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
    let line = trim(first);
    for (;;) {
      if (this.at >= this.rest.length && !this.ended) {
        this.at = from;
        return MORE;
      }
      if (!isBlank(this.rest[this.at])) break;
      const more = this.line();
      if (more === null) {
        this.at = from;
        return MORE;
      }
      line = Buffer.concat([line, SPACE, trim(more)]);
    }
    const header = parseHeader(line, this.go);
    if (header === null) return {kind: 'failed', text: this.complain('malformed MIME header line: ', line)};
    headers.push(header);
    return null;
  }

  /** Go 1.26 began to quote the line. */
  private complain(words: string, line: Buffer): string {
    return words + (this.go >= 26 ? quote(line) : line.toString('utf8').slice(0, 8192));
  }
}

const SPACE = Buffer.from(' ');

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}

/** Go's textproto trim: spaces and tabs at both ends. */
function trim(line: Buffer): Buffer {
  let from = 0;
  let to = line.length;
  while (from < to && isBlank(line[from])) from++;
  while (to > from && isBlank(line[to - 1])) to--;
  return from === 0 && to === line.length ? line : line.subarray(from, to);
}

/** A field name of Go: token characters; with a space in it, it is kept but never recognised. */
const FIELD_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/;
const BAD_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;

/** Null for what this release of Go refuses: 1.20 began to look at the letters, 1.23 to refuse an empty name. */
function parseHeader(line: Buffer, go: number): Header | null {
  const text = line.toString('utf8');
  const colon = text.indexOf(':');
  const name = text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (go >= 20 && ((name !== '' && !FIELD_NAME.test(name)) || BAD_VALUE.test(value))) return null;
  if (go >= 23 && name === '') return null;
  return [name, value.replace(/^[ \t]+/, '')];
}

/** All values of a header, found without regard to case. */
export function headerValues(headers: readonly Header[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  for (const header of headers) {
    if (header[0].length === wanted.length && header[0].toLowerCase() === wanted) found.push(header[1]);
  }
  return found;
}
