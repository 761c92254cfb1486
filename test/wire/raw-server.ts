import {mkdtempSync, rmSync} from 'node:fs';
import type {AddressInfo, Server, Socket} from 'node:net';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import type {Address} from '../../src/wire/address.ts';
import type {ClientOptions} from '../../src/wire/client.ts';
import {createClient} from '../../src/wire/client.ts';
import type {WireProfile} from '../../src/wire/profile.ts';
import type {ConnectionEvent} from '../../src/wire/task.ts';

/** A profile of the newest engines; tests change what they are about. */
export const PROFILE: WireProfile = {
  go: 26,
  unixHost: 'plugin.moby.localhost',
  dialTimeoutMs: 10_000,
  idleTimeoutMs: null,
};

/** One request as it came, and the connection to answer on. */
export interface Incoming {
  /** Number of the connection, from 1. */
  readonly connection: number;
  /** Number of the request on the server, from 1. */
  readonly number: number;
  readonly raw: string;
  readonly socket: Socket;
}

/** What a raw server does with a request: writes what it likes. */
export type Behaviour = (incoming: Incoming) => void;

export interface RawServer {
  readonly address: Address;
  readonly requests: string[];
  readonly connections: () => number;
  readonly server: Server;
}

/** Answers 200 with this body and its length. */
export function ok(body: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** A folder that is removed after the test. */
export function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'plugtest-wire-'));
  t.after(() => rmSync(path, {recursive: true, force: true}));
  return path;
}

/** A server that reads requests by their Content-Length and answers by the given function. */
export async function serve(
  t: TestContext,
  behave: Behaviour,
  on: 'unix' | 'tcp' = 'unix',
): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer(socket => {
    const connection = ++connections;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let held = '';
    socket.on('data', chunk => {
      held += chunk.toString('latin1');
      for (let end = requestEnd(held); end > 0; end = requestEnd(held)) {
        const raw = held.slice(0, end);
        held = held.slice(end);
        behave({connection, number: requests.push(raw), raw, socket});
      }
    });
  });
  const path = join(folder(t), 'p.sock');
  await new Promise<void>(resolve => {
    if (on === 'unix') server.listen(path, resolve);
    else server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // A server that listens on a TCP port has an AddressInfo.
  const port = on === 'tcp' ? (server.address() as AddressInfo).port : 0;
  const address: Address = on === 'unix' ? {kind: 'unix', path} : {kind: 'tcp', host: '127.0.0.1', port};
  return {address, requests, connections: () => connections, server};
}

function requestEnd(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  const length = Number(/content-length: *(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  const end = head + 4 + length;
  return text.length >= end ? end : 0;
}

/** A client that is closed after the test and keeps its connection events. */
export function client(t: TestContext, address: Address, options: Partial<ClientOptions> = {}) {
  const events: ConnectionEvent[] = [];
  const made = createClient({
    address,
    profile: PROFILE,
    onConnection: event => events.push(event),
    ...options,
  });
  t.after(() => made.close());
  return {...made, events, path: address.kind === 'unix' ? address.path : ''};
}
