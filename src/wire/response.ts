import {ChunkedDecoder} from './chunked.ts';
import {Collected} from './collected.ts';
import type {FailureKind} from './exchange.ts';
import type {Framing} from './framing.ts';
import {framingOf, keepsAlive} from './framing.ts';
import {headerValues} from './header-line.ts';
import {JsonEnd} from './json-end.ts';
import type {ReadingFailure, ReadingRules} from './reading-rules.ts';
import type {ResponseHead} from './response-head.ts';
import {HeadReader} from './response-head.ts';

/** Go's limit for the heads of one answer, informational ones included (DefaultMaxHeaderBytes is 1 MiB, the transport takes ten). */
const MAX_HEAD_BYTES = 10 << 20;
/** Go before 1.24 gives up after so many informational answers. */
const MAX_INFORMATIONAL = 5;

/**
 * Reads one answer from bytes as they come. After every `push` look at `done`: then `head`, `body`, `failure`, `complete` and
 * `reusable` are final.
 */
export class ResponseReader {
  head: ResponseHead | null = null;
  failure: ReadingFailure | null = null;
  done = false;
  /** The end of the body was seen. */
  complete = false;
  private readonly rules: ReadingRules;
  private readonly heads: HeadReader;
  private framing: Framing = {kind: 'none'};
  private chunks: ChunkedDecoder | null = null;
  private readonly collected = new Collected();
  private bodyBytes = 0;
  private headBytes = 0;
  private informational = 0;
  private valueEnd: JsonEnd | null = null;
  private surplus = false;
  private looked = 0;

  constructor(rules: ReadingRules) {
    this.rules = rules;
    this.heads = new HeadReader(rules.go);
  }

  /** True while not a byte of an answer has come. */
  get untouched(): boolean {
    return this.head === null && this.informational === 0 && this.heads.untouched;
  }

  /** The connection may carry another request. */
  get reusable(): boolean {
    return this.complete && !this.surplus && this.head !== null && keepsAlive(this.head, this.framing);
  }

  /** The body as sent, without its chunks. */
  get body(): Buffer {
    return this.collected.bytes;
  }

  /** Nothing more will be read. */
  release(): void {
    this.collected.release();
  }

  push(chunk: Buffer): void {
    if (this.done) {
      this.surplus = true;
      return;
    }
    if (this.head !== null) {
      this.pushBody(chunk);
      return;
    }
    this.headBytes += chunk.length;
    this.heads.push(chunk);
    this.readHeads();
  }

  /** The plugin closed its side. */
  end(): void {
    if (this.done) return;
    if (this.head === null) {
      this.heads.end();
      this.readHeads();
      if (this.done || this.head === null) return;
    }
    if (this.framing.kind === 'until-close') this.finish();
    else this.fail('body', 'unexpected EOF');
  }

  private readHeads(): void {
    for (;;) {
      const step = this.heads.read();
      if (step.kind === 'failed') {
        this.fail('malformed', step.text);
        return;
      }
      if (step.kind === 'more') {
        if (this.headBytes >= MAX_HEAD_BYTES) this.fail('malformed', HEAD_TOO_LARGE);
        return;
      }
      if (!this.isInformational(step.head)) {
        this.takeHead(step.head);
        return;
      }
      this.informational++;
      if (this.rules.go < 24) {
        if (this.informational > MAX_INFORMATIONAL) {
          this.fail('malformed', 'net/http: too many 1xx informational responses');
          return;
        }
        this.headBytes = 0;
      }
    }
  }

  /** 101 is final (golang/go#26161). */
  private isInformational(head: ResponseHead): boolean {
    return head.status >= 100 && head.status <= 199 && head.status !== 101;
  }

  private takeHead(head: ResponseHead): void {
    this.framing = framingOf(head, this.rules.verb, this.rules.go);
    if (this.framing.kind === 'failed') {
      this.fail('malformed', this.framing.text);
      return;
    }
    this.head = head;
    if (this.framing.kind === 'chunked') this.chunks = new ChunkedDecoder(this.rules.go);
    const rest = this.heads.rest;
    if (this.framing.kind === 'none') {
      this.surplus = rest.length > 0;
      this.finish();
    } else if (rest.length > 0) this.pushBody(rest);
  }

  private pushBody(bytes: Buffer): void {
    if (this.chunks !== null) this.pushChunked(this.chunks, bytes);
    else if (this.framing.kind === 'length') {
      const left = this.framing.bytes - this.bodyBytes;
      this.surplus = bytes.length > left;
      this.take(this.surplus ? bytes.subarray(0, left) : bytes);
      if (!this.done && bytes.length >= left) this.finish();
    } else this.take(bytes);
    if (!this.done && this.valueEnded()) this.done = true;
  }

  private pushChunked(chunks: ChunkedDecoder, bytes: Buffer): void {
    const rest = chunks.push(bytes, data => this.take(data));
    if (this.done) return;
    if (chunks.failure !== null) {
      // The value may have come before the fault; dockerd would not have read on.
      if (this.valueEnded()) this.done = true;
      else this.fail('body', chunks.failure);
    } else if (chunks.done) {
      this.surplus = rest.length > 0;
      this.finish();
    }
  }

  private take(data: Buffer): void {
    this.bodyBytes += data.length;
    // errors are short texts; whoever takes a stream looks after its size
    if (this.rules.onBody !== undefined && this.head?.status === 200) {
      const isWhole = this.framing.kind === 'length' && this.bodyBytes >= this.framing.bytes;
      // a body read to its end leaves its connection of use
      const wish = this.rules.onBody(data);
      if (wish === 'unread' || (wish === 'enough' && !isWhole)) this.fail('aborted', 'context canceled');
      return;
    }
    if (this.bodyBytes > this.rules.maxBodyBytes) {
      this.fail('too-large', `the body is larger than ${this.rules.maxBodyBytes} bytes`);
      return;
    }
    if (this.collected.push(data)) return;
    this.fail('too-large', 'all bodies that are being read are together larger than plugtest takes at once');
  }

  /** Looks at the bytes that came since the last call. Most answers are complete at once and need no look. */
  private valueEnded(): boolean {
    if (this.rules.until !== 'value' || this.head?.status !== 200) return false;
    if (this.rules.isPackable && headerValues(this.head.headers, 'content-encoding').length > 0) return false;
    this.valueEnd ??= new JsonEnd();
    const unseen = this.collected.bytes.subarray(this.looked);
    this.looked = this.collected.length;
    return this.valueEnd.push(unseen);
  }

  private finish(): void {
    this.complete = true;
    this.done = true;
  }

  private fail(kind: FailureKind, text: string): void {
    this.failure = {kind, text};
    this.done = true;
  }
}

const HEAD_TOO_LARGE = `net/http: server response headers exceeded ${MAX_HEAD_BYTES} bytes; aborted`;
