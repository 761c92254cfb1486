import {rm} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {join} from 'node:path';
import {makeTemporaryFolder} from '../util/temporary-folder.ts';
import {Listener} from './listener.ts';

/** What somebody asked on the socket. */
export interface SocketRequest {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  /** As sent, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** The answer to it. */
export interface SocketReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Gives the answer; null closes the connection without one. */
export type SocketHandler = (request: SocketRequest) => Promise<SocketReply | null>;

/** A unix socket on which an API is served, in a temporary folder of its own. */
export interface ApiSocket {
  readonly path: string;
  /** Ends at once: the listener, its folder and all connections. */
  close(): Promise<void>;
}

/** Of a longer body nothing is kept: the connection is closed. */
const LONGEST_BODY = 1 << 20;

/** Serves `handle` on a new socket. */
export async function openApiSocket(handle: SocketHandler): Promise<ApiSocket> {
  const folder = await makeTemporaryFolder('api');
  const path = join(folder, 'docker.sock');
  const server = createServer((request, response) => void answer(request, response, handle));
  const listener = new Listener(server);
  await listener.listen(path);
  return {
    path,
    async close() {
      await listener.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: SocketHandler,
): Promise<void> {
  // the request forgets its socket when it is given up
  const {method = '', url: target = '', rawHeaders, socket} = request;
  const body = await bodyOf(request);
  // a daemon that ends meanwhile answers nobody
  const reply =
    body === null ? null : await handle({method, target, headers: pairs(rawHeaders), body}).catch(() => null);
  if (reply === null) {
    socket.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

/** Null: it is too long, or its sender left. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length > LONGEST_BODY) return null;
    }
  } catch {
    return null;
  }
  return Buffer.concat(pieces);
}

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}
