import {quote} from './go-text.ts';

/** Longest line of a chunked body that Go reads (go1.24 net/http/internal/chunked.go maxLineLength). */
const MAX_LINE = 4096;
const LF = 10;
const CR = 13;

type State = 'size' | 'data' | 'data-end' | 'trailer' | 'done';

/** Incremental decoder of a chunked body with Go's error texts. */
export class ChunkedDecoder {
  failure: string | null = null;
  private state: State = 'size';
  private left = 0;
  private held: Buffer = EMPTY;
  private trailerBytes = 0;
  private trailerFault: string | null = null;
  private readonly go: number;

  constructor(go: number) {
    this.go = go;
  }

  get done(): boolean {
    return this.state === 'done';
  }

  /** Takes bytes, hands decoded ones to `sink`, returns what is left over after the end of the body. */
  push(chunk: Buffer, sink: (data: Buffer) => void): Buffer {
    let rest = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    this.held = EMPTY;
    while (this.state !== 'done' && this.failure === null && rest.length > 0) {
      const next = this.state === 'data' ? this.data(rest, sink) : this.control(rest);
      if (next === null) {
        this.held = rest;
        return EMPTY;
      }
      rest = next;
    }
    return rest;
  }

  private data(rest: Buffer, sink: (data: Buffer) => void): Buffer {
    const take = Math.min(this.left, rest.length);
    sink(take === rest.length ? rest : rest.subarray(0, take));
    this.left -= take;
    if (this.left === 0) this.state = 'data-end';
    return rest.subarray(take);
  }

  /** Consumes one line or line end; null when it is not complete. */
  private control(rest: Buffer): Buffer | null {
    if (this.state === 'data-end') return this.dataEnd(rest);
    const end = rest.indexOf(LF);
    if (end < 0) {
      if (rest.length >= MAX_LINE) this.failure = 'header line too long';
      return null;
    }
    const isBare = end === 0 || rest[end - 1] !== CR;
    // Since Go 1.24.2 and 1.23.8; CVE-2025-22871.
    if (isBare && this.state === 'size' && this.go >= 24) {
      this.failure = 'chunked line ends with bare LF';
      return rest;
    }
    const line = rest.subarray(0, isBare ? end : end - 1);
    if (this.state === 'size') this.size(line);
    else this.trailer(line);
    return rest.subarray(end + 1);
  }

  private dataEnd(rest: Buffer): Buffer | null {
    if (rest[0] !== CR || (rest.length > 1 && rest[1] !== LF)) this.failure = 'malformed chunked encoding';
    if (rest.length < 2 && this.failure === null) return null;
    this.state = 'size';
    return rest.subarray(2);
  }

  private size(line: Buffer): void {
    const text = (line.toString('latin1').split(';', 1)[0] ?? '').replace(/[ \t]+$/, '');
    if (line.length >= MAX_LINE) this.failure = 'header line too long';
    else if (text === '' && this.go >= 22) this.failure = 'empty hex number for chunk length';
    else if (!/^[0-9a-fA-F]*$/.test(text)) this.failure = 'invalid byte in chunk length';
    else if (text.length > 16) this.failure = 'http chunk length too large';
    else {
      this.left = Number.parseInt(text || '0', 16);
      this.state = this.left === 0 ? 'trailer' : 'data';
    }
  }

  private trailer(line: Buffer): void {
    this.trailerBytes += line.length;
    if (this.trailerBytes > MAX_LINE) this.failure = 'http: suspiciously long trailer after chunked body';
    else if (line.length > 0 && !line.includes(58)) {
      this.trailerFault ??= `malformed MIME header: missing colon: ${quote(line)}`;
    } else if (line.length === 0) {
      // Go looks at the trailer only when its end has come.
      this.failure = this.trailerFault;
      this.state = 'done';
    }
  }
}

const EMPTY = Buffer.alloc(0);
