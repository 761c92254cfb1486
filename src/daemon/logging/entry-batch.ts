import type {Message, PartialMetadata} from './message.ts';

const SMALLEST = 1024;
const LINE_FEED = 0x0a;
/** More than what stands around the texts of an entry. */
const AROUND = 64;

/**
 * Log entries as bytes: `uint32 big endian length`, then the message (moby v28.5.2 api/types/plugins/logdriver/io.go, entry.proto).
 * Entries gather until they are taken, so that a batch is one buffer and one write; the reader sees the same stream. Written by hand
 * into a buffer that is used again: a protobuf library makes garbage of the size of the log, which is half of the copier's time.
 */
export class EntryBatch {
  #buffer: Buffer = Buffer.allocUnsafeSlow(SMALLEST);
  #spare: Buffer | null = null;
  readonly #linesEnd: boolean;
  /** Bytes gathered. */
  size = 0;

  /** `linesEnd`: whole lines end with a line feed, as in the daemon's own files. */
  constructor({linesEnd = false} = {}) {
    this.#linesEnd = linesEnd;
  }

  add(message: Message): void {
    const {source, line, partial} = message;
    const texts = source.length + (partial?.id.length ?? 0);
    // of a text's units none has more than three bytes
    this.#reserve(AROUND + 3 * texts + line.length);
    const start = this.size;
    this.size += 4;
    this.#write(message);
    this.#buffer.writeUInt32BE(this.size - start - 4, start);
  }

  /** The bytes, valid until they are given back. */
  take(): Uint8Array {
    const taken = this.#buffer.subarray(0, this.size);
    this.#buffer = this.#spare ?? Buffer.allocUnsafeSlow(this.#buffer.length);
    this.#spare = null;
    this.size = 0;
    return taken;
  }

  /** Nobody reads what was taken any more: its place is used again. */
  giveBack({buffer, byteOffset}: Uint8Array): void {
    this.#spare = Buffer.from(buffer as ArrayBuffer, byteOffset);
  }

  #reserve(bytes: number): void {
    const wanted = this.size + bytes;
    if (wanted <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, 2 * this.#buffer.length));
    this.#buffer.copy(larger, 0, 0, this.size);
    this.#buffer = larger;
  }

  /** Zero values are left out, as proto3 has it. */
  #write({source, time, line, partial}: Message): void {
    if (source !== '') this.#text(0x0a, source);
    if (time !== 0n) this.#time(time);
    this.#line(line, this.#linesEnd && (partial === null || partial.last));
    if (partial === null) return;
    this.#head(0x20, 1);
    this.#head(0x2a, partialSize(partial));
    if (partial.last) this.#head(0x08, 1);
    if (partial.id !== '') this.#text(0x12, partial.id);
    if (partial.ordinal !== 0) this.#head(0x18, partial.ordinal);
  }

  #line(line: Uint8Array, endsLine: boolean): void {
    const length = line.length + (endsLine ? 1 : 0);
    if (length === 0) return;
    this.#head(0x1a, length);
    this.#buffer.set(line, this.size);
    this.size += line.length;
    if (endsLine) this.#buffer[this.size++] = LINE_FEED;
  }

  #text(key: number, text: string): void {
    this.#head(key, Buffer.byteLength(text));
    this.size += this.#buffer.write(text, this.size);
  }

  /** A key of one byte and a number below 2^32. */
  #head(key: number, value: number): void {
    this.#buffer[this.size++] = key;
    this.#varint(value);
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#buffer[this.size++] = (rest & 0x7f) | 0x80;
    this.#buffer[this.size++] = rest;
  }

  /** Seven bits at a time, of two halves: arithmetic with bigints would be slow. */
  #time(time: bigint): void {
    const whole = BigInt.asUintN(64, time);
    let low = Number(whole & 0xffff_ffffn);
    let high = Number(whole >> 32n);
    this.#buffer[this.size++] = 0x10;
    while (high > 0) {
      this.#buffer[this.size++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.#varint(low);
  }
}

function partialSize({id, ordinal, last}: PartialMetadata): number {
  return (
    (last ? 2 : 0) +
    (id === '' ? 0 : 1 + sized(Buffer.byteLength(id))) +
    (ordinal === 0 ? 0 : 1 + varintSize(ordinal))
  );
}

/** So many bytes with their length before them. */
function sized(bytes: number): number {
  return varintSize(bytes) + bytes;
}

function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
}
