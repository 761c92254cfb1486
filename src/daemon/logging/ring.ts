import type {Logger, ReadLogs} from './logger.ts';
import type {Message} from './message.ts';

/** moby v28.5.2 daemon/logger/ring.go defaultRingMaxSize. */
export const RING_BYTES = 1e6;

/** As many bytes of lines are handed on at once; they no longer count as in the ring. */
const HANDFUL = 32 * 1024;

/**
 * `mode=non-blocking`: messages wait in a ring and the container never does; when the ring is full the newest are dropped without
 * a word (moby v28.5.2 daemon/logger/ring.go).
 */
export class RingLogger implements Logger {
  readonly readLogs: ReadLogs | null;
  readonly #driver: Logger;
  readonly #maxBytes: number;
  #queue: Message[] = [];
  #bytes = 0;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(driver: Logger, maxBytes: number) {
    this.#driver = driver;
    this.#maxBytes = maxBytes < 0 ? RING_BYTES : maxBytes;
    this.readLogs = driver.readLogs;
  }

  log(message: Message): void {
    if (this.#closed) return;
    const {length} = message.line;
    if (this.#bytes + length > this.#maxBytes && this.#queue.length > 0) return;
    this.#queue.push(message);
    this.#bytes += length;
    this.#running ??= this.#run();
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    for (const message of this.#queue) this.#driver.log(message);
    await this.#driver.close();
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (let at = 0; at < this.#queue.length && !this.#closed; ) {
      at += this.#handOn(at);
      await this.#driver.flush();
      // cutting the queue anew for each handful would make a full ring slow
      if (at * 2 > this.#queue.length) {
        this.#queue = this.#queue.slice(at);
        at = 0;
      }
      if (this.#closed) this.#queue = this.#queue.slice(at);
    }
    this.#running = null;
  }

  #handOn(from: number): number {
    let count = 0;
    for (let bytes = 0; bytes < HANDFUL; count += 1) {
      const message = this.#queue[from + count];
      if (message === undefined) break;
      this.#driver.log(message);
      bytes += message.line.length;
      this.#bytes -= message.line.length;
    }
    return count;
  }
}
