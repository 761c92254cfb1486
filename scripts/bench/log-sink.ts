import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

/** A running log driver that only reads. */
export interface LogSink {
  readonly socket: string;
  /** Seconds from the first bytes of the next log to its StopLogging. */
  seconds(): Promise<number>;
}

const program = fileURLToPath(new URL('log-sink.js', import.meta.url));

/** Runs one at `<root><folder>/sink.sock`, for a daemon whose `/` is `root`, while the body runs. */
export async function withLogSink<T>(
  {root = '', folder}: {readonly root?: string; readonly folder: string},
  body: (sink: LogSink) => Promise<T>,
): Promise<T> {
  const socket = join(root, folder, 'sink.sock');
  const words = root === '' ? [program, socket] : [program, socket, root];
  const child = spawn(process.execPath, words, {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = once(child, 'exit');
  const lines = createInterface({input: child.stdout});
  const output = lines[Symbol.asyncIterator]();
  try {
    await output.next();
    return await body({socket, seconds: async () => Number((await output.next()).value) / 1000});
  } finally {
    child.kill('SIGKILL');
    await ended;
    lines.close();
  }
}
