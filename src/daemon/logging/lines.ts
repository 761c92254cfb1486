import type {Message, PartialMetadata} from './message.ts';

/** moby v28.5.2 daemon/logger/copier.go defaultBufSize. */
export const COPIER_BUFFER = 16 * 1024;

const LINE_FEED = 0x0a;
const EMPTY = new Uint8Array();

/** What the splitter of one stream works with. */
export interface LinesOptions {
  readonly source: 'stdout' | 'stderr';
  /** Unix nanoseconds of this moment, never the same twice. */
  readonly now: () => bigint;
  readonly randomId: () => string;
  readonly log: (message: Message) => void;
}

/**
 * Cuts the output of one stream into messages: lines, and pieces of 16384 bytes where no line feed comes (moby v28.5.2
 * daemon/logger/copier.go copySrc). All pieces of a line carry the time of the first.
 */
export class Lines {
  readonly #options: LinesOptions;
  #rest: Uint8Array = EMPTY;
  /** The piece sent last, while its line goes on. */
  #piece: (PartialMetadata & {readonly time: bigint}) | null = null;

  constructor(options: LinesOptions) {
    this.#options = options;
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, at);
      const lineEnd = end < 0 ? bytes.length : end;
      for (; lineEnd - at >= COPIER_BUFFER; at += COPIER_BUFFER) {
        this.#sendPiece(bytes.subarray(at, at + COPIER_BUFFER));
      }
      if (end < 0) break;
      this.#sendLine(bytes.subarray(at, end));
      at = end + 1;
    }
    this.#rest = at === 0 ? bytes : bytes.subarray(at);
  }

  /** The stream has ended: what is left was no whole line. */
  end(): void {
    if (this.#rest.length > 0) this.#sendPiece(this.#rest);
    this.#rest = EMPTY;
  }

  #sendLine(line: Uint8Array): void {
    const {source, now, log} = this.#options;
    if (this.#piece === null) {
      log({source, time: now(), line, partial: null});
      return;
    }
    const {id, ordinal, time} = this.#piece;
    this.#piece = null;
    log({source, time, line, partial: {id, ordinal: ordinal + 1, last: true}});
  }

  #sendPiece(line: Uint8Array): void {
    const {source, now, randomId, log} = this.#options;
    const {id, ordinal, time} = this.#piece ?? {id: randomId(), ordinal: 0, time: now()};
    this.#piece = {id, ordinal: ordinal + 1, last: false, time};
    log({source, time, line, partial: {id, ordinal: ordinal + 1, last: false}});
  }
}
