import {rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {makeTemporaryFolder} from '../util/temporary-folder.ts';
import {Listener} from './listener.ts';

/** A unix socket that accepts and never answers, as the API of a dockerd that waits for the plugin. */
export interface SilentSocket {
  readonly path: string;
  /** First lines of what was sent to it, oldest first: `GET /v1.43/containers/json HTTP/1.1`; empty for a bare connection. */
  received(): readonly string[];
  close(): Promise<void>;
}

const MOST_LINES = 100;
const LONGEST_LINE = 200;

/** Opens one in a temporary folder of its own. */
export async function openSilentSocket(): Promise<SilentSocket> {
  const folder = await makeTemporaryFolder('silent');
  const path = join(folder, 'docker.sock');
  const lines: string[] = [];
  const server = createServer(socket => {
    const index = lines.length;
    if (index < MOST_LINES) lines.push('');
    socket.once('data', data => {
      if (index < MOST_LINES) lines[index] = firstLine(data);
    });
    socket.resume();
  });
  const listener = new Listener(server);
  await listener.listen(path);
  return {
    path,
    received: () => [...lines],
    async close() {
      await listener.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

function firstLine(data: Buffer): string {
  return data.toString('latin1').split('\r\n', 1)[0]?.slice(0, LONGEST_LINE) ?? '';
}
