/** All bodies that are being read may together take so many bytes beyond the first megabyte of each. */
const MOST_AT_ONCE = 128 << 20;
const FREE = 1 << 20;
const SMALLEST = 16 << 10;

const EMPTY = Buffer.alloc(0);

let taken = 0;

/** A body as it comes, in one buffer that grows: pieces of one byte cost no more than large ones. */
export class Collected {
  length = 0;
  private buffer: Buffer = EMPTY;
  private counted = 0;

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** False when all bodies together would become too large; nothing is added then. */
  push(data: Buffer): boolean {
    const length = this.length + data.length;
    if (!this.count(length)) return false;
    // most bodies come in one piece
    if (this.length === 0) this.buffer = data;
    else if (length > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(SMALLEST, length, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, this.length);
      data.copy(larger, this.length);
      this.buffer = larger;
    } else data.copy(this.buffer, this.length);
    this.length = length;
    return true;
  }

  /** The body is not being read any more. */
  release(): void {
    taken -= this.counted;
    this.counted = 0;
  }

  private count(length: number): boolean {
    const counted = Math.max(0, length - FREE);
    if (taken - this.counted + counted > MOST_AT_ONCE) return false;
    taken += counted - this.counted;
    this.counted = counted;
    return true;
  }
}
