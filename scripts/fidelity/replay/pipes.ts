import {decodeEntry} from '../../../fixtures/good/log/entry.js';
import {Frames} from '../../../fixtures/good/log/frames.js';
import type {LogPipe, LogPipes} from '../../../src/daemon/logging/pipes.ts';
import {eventsOf, type Recording} from '../recording/events.ts';
import {entryText, namer, type PipeRecord, startedFiles} from '../recording/pipes.ts';

/** What Linux keeps in a pipe that nobody reads. */
const pipeBytes = 64 * 1024;

/** The FIFOs of a replay: in memory, read by the stand-in plugin where the recorder's plugin read. */
export interface StandInPipes extends LogPipes {
  /** The plugin's process ended: what it has read so far is all. */
  pluginGone(): void;
  /** By the bodies of StartLogging that the plugin got. */
  records(bodies: readonly string[]): PipeRecord[];
}

/** Makes them; the n-th FIFO of the replay is read if the n-th of the recording was. */
export function createPipes(recording: Recording): StandInPipes {
  const files = startedFiles(recording).map(({file}) => file);
  const opened = new Set(eventsOf(recording, 'fifo-open').map(({file}) => file));
  const pipes: Pipe[] = [];
  return {
    async open(id) {
      const pipe = new Pipe(`/run/docker/logging/${id}`, opened.has(files[pipes.length] ?? ''));
      pipes.push(pipe);
      return pipe;
    },
    async dispose() {},
    pluginGone: () => {
      for (const pipe of pipes) pipe.leave();
    },
    records: bodies => {
      const nameOf = namer();
      return bodies.flatMap(body => {
        const pipe = pipes.find(({path}) => body.includes(path));
        return pipe === undefined ? [] : [pipe.record(nameOf(body))];
      });
    },
  };
}

class Pipe implements LogPipe {
  readonly path: string;
  readonly #read: Buffer[] = [];
  #isRead: boolean;
  #unread = 0;
  #isOpen = true;
  #sawEnd = false;

  constructor(path: string, isRead: boolean) {
    this.path = path;
    this.#isRead = isRead;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#isOpen) throw new Error('closed');
    if (this.#isRead) {
      this.#read.push(Buffer.from(bytes));
      return;
    }
    this.#unread += bytes.length;
    // nobody will ever make room
    if (this.#unread > pipeBytes) await new Promise(() => {});
  }

  close(): void {
    if (this.#isOpen) this.#sawEnd = this.#isRead;
    this.#isOpen = false;
  }

  async remove(): Promise<void> {}

  leave(): void {
    if (this.#isOpen) this.#isRead = false;
  }

  record(name: string): PipeRecord {
    const bytes = Buffer.concat(this.#read);
    const entries = new Frames().push(bytes).map(frame => {
      const {source, line, piece} = decodeEntry(frame);
      return entryText({source, line: line.toString(), lineBytes: line.length, piece});
    });
    const known = [{offset: 0, bytes}];
    const totalBytes = bytes.length;
    return {name, isEndless: false, sawEnd: this.#sawEnd, totalBytes, known, entries, leftOut: 0};
  }
}
