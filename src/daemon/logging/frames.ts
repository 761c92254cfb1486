/** A longer message is never kept: dockerd would allocate it and wait; here only the wait is the same. */
const LONGEST_KEPT = 64 << 20;

/** Cuts the body of ReadLogs into messages as its bytes come (moby v28.5.2 api/types/plugins/logdriver/io.go Decode). */
export class FrameReader {
  #parts: Uint8Array[] = [];
  #size = 0;
  /** Bytes of a message too long to keep that are still to come. */
  #skipped = 0;

  /** The messages that these bytes complete. */
  push(bytes: Uint8Array): Uint8Array[] {
    if (this.#skipped > 0) return this.#skip(bytes);
    this.#parts.push(bytes);
    this.#size += bytes.length;
    const messages: Uint8Array[] = [];
    for (;;) {
      const message = this.#next();
      if (message === null) return messages;
      messages.push(message);
    }
  }

  /** True when the stream ends in the middle of a message. */
  get isCutOff(): boolean {
    return this.#size > 0 || this.#skipped > 0;
  }

  #next(): Uint8Array | null {
    if (this.#size < 4) return null;
    const head = this.#firstBytes();
    const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
    if (length > LONGEST_KEPT) {
      this.#skipped = Math.max(1, length - (this.#size - 4));
      this.#parts = [];
      this.#size = 0;
      return null;
    }
    if (this.#size < 4 + length) return null;
    const all = this.#joined();
    this.#parts = all.length > 4 + length ? [all.subarray(4 + length)] : [];
    this.#size -= 4 + length;
    return all.subarray(4, 4 + length);
  }

  #skip(bytes: Uint8Array): Uint8Array[] {
    const left = this.#skipped - bytes.length;
    this.#skipped = Math.max(0, left);
    return left < 0 ? this.push(bytes.subarray(left)) : [];
  }

  /** At least four bytes; pieces are joined only when need be. */
  #firstBytes(): Uint8Array {
    const [first] = this.#parts;
    return first !== undefined && first.length >= 4 ? first : this.#joined();
  }

  #joined(): Uint8Array {
    const [first] = this.#parts;
    const all =
      this.#parts.length === 1 && first !== undefined ? first : Buffer.concat(this.#parts, this.#size);
    this.#parts = [all];
    return all;
  }
}
