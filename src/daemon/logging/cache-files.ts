import {decodeEntry} from './entry.ts';
import {EntryBatch} from './entry-batch.ts';
import {FrameReader} from './frames.ts';
import type {LoggedLine, Message} from './message.ts';

/** moby v28.5.2 daemon/logger/local/config.go defaultMaxFileSize, defaultMaxFileCount. */
const FILE_BYTES = 20 * 1024 * 1024;
const FILES = 5;

/** What the daemon's own driver keeps of a log: encoded, in a few files of which the oldest is dropped. */
export class CacheFiles {
  readonly #files: Uint8Array[][] = [[]];
  readonly #batch = new EntryBatch({linesEnd: true});
  #bytesOfLast = 0;

  add(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    for (const message of messages) this.#batch.add(message);
    const bytes = this.#batch.take();
    this.#files.at(-1)?.push(Buffer.from(bytes));
    this.#bytesOfLast += bytes.length;
    this.#batch.giveBack(bytes);
    if (this.#bytesOfLast > FILE_BYTES) this.#rotate();
  }

  /** All that is kept, oldest first; a line ends with its line feed, the pieces of one do not. */
  *lines(): Iterable<LoggedLine> {
    const frames = new FrameReader();
    for (const bytes of this.#files.flat()) yield* frames.push(bytes).map(decodeEntry);
  }

  #rotate(): void {
    this.#files.push([]);
    this.#bytesOfLast = 0;
    if (this.#files.length > FILES) this.#files.shift();
  }
}
