/** What the pipe between a container and whoever reads it holds, in bytes. */
const PIPE_BYTES = 64 * 1024;
/** What a daemon takes besides while its log driver is busy (moby v28.5.2 pkg/ioutils/bytespipe.go blockThreshold). */
const DAEMON_BYTES = 1e6;

/** So much of the output is kept for the user to see. */
const SEEN_BYTES = 64 * 1024;

/** One of a container's streams. containerd holds it, so it outlives the daemon; only a full one makes the program wait. */
export class OutputPipe {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #ended = false;
  /** A reader or writer that waits for a change. */
  readonly #waiting = new Set<() => void>();
  isRead = false;

  /** Resolves when the program can go on. */
  async write(data: Uint8Array): Promise<void> {
    if (this.#ended) return;
    for (let at = 0; at < data.length; at += PIPE_BYTES) {
      const chunk = Buffer.from(data.buffer, data.byteOffset + at, Math.min(PIPE_BYTES, data.length - at));
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      this.#changed();
      while (this.#isFull && !this.#ended) await this.#change();
    }
  }

  /** The next bytes; null at the end, or when the reader gives up. */
  async read(signal: AbortSignal): Promise<Uint8Array | null> {
    this.isRead = true;
    while (this.#chunks.length === 0 && !this.#ended && !signal.aborted) await this.#change(signal);
    if (signal.aborted) {
      this.isRead = false;
      return null;
    }
    const chunk = this.#chunks.shift() ?? null;
    this.#bytes -= chunk?.length ?? 0;
    this.#changed();
    return chunk;
  }

  /** What was written can still be read. */
  end(): void {
    this.#ended = true;
    this.#changed();
  }

  get #isFull(): boolean {
    return this.#bytes > PIPE_BYTES + (this.isRead ? DAEMON_BYTES : 0);
  }

  #change(signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        this.#waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal?.addEventListener('abort', done, {once: true});
    });
  }

  #changed(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

/** Which stream a program writes to. */
export type OutputStream = 'stdout' | 'stderr';

/** Both streams of a container. On a terminal there is one, and lines end in `\r\n`. */
export class ProcessOutput {
  readonly stdout = new OutputPipe();
  readonly stderr = new OutputPipe();
  readonly #tty: boolean;
  /** What the user of an attached `docker run` sees: the beginning. */
  readonly #seen = {stdout: '', stderr: ''};

  constructor(tty: boolean) {
    this.#tty = tty;
  }

  async write(stream: OutputStream, data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const to = this.#tty ? 'stdout' : stream;
    const written = this.#tty
      ? Buffer.from(Buffer.from(bytes).toString('latin1').replace(/\n/g, '\r\n'), 'latin1')
      : bytes;
    if (this.#seen[to].length < SEEN_BYTES) this.#seen[to] += Buffer.from(written).toString('latin1');
    await this[to].write(written);
  }

  /** What the program has written so far, up to 64 KiB or a little more. */
  seen(stream: OutputStream): string {
    return Buffer.from(this.#seen[stream], 'latin1').toString();
  }

  end(): void {
    this.stdout.end();
    this.stderr.end();
  }
}
