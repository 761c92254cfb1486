import {readFileSync, renameSync, rmSync} from 'node:fs';
import {createServer, type Server, type Socket} from 'node:net';
import {createServer as createTlsServer} from 'node:tls';
import {type ConnectionLog, ScriptedConnection} from './connection.ts';
import type {Script} from './script.ts';
import type {VirtualClock} from './virtual-clock.ts';

/** Where the stand-in plugin listens. */
export type ListenAt =
  | {readonly kind: 'unix'; readonly path: string}
  | {readonly kind: 'tcp'; readonly port: number}
  | {readonly kind: 'tls'; readonly port: number; readonly certificate: Certificate};

/** Files of one self-signed certificate that serves as CA, server and client certificate. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** A plugin that answers from a recording, on a real socket, byte by byte. */
export interface ScriptedPlugin {
  listen(): Promise<void>;
  /** Cuts all connections; `leaveSocket` leaves a socket file that nobody answers, as a crash does. */
  stop(leaveSocket: boolean): Promise<void>;
  /** Ends the connections that no call is under way on. */
  hangUp(): void;
}

/** What a scripted plugin needs. */
export interface ScriptedPluginOptions {
  readonly name: string;
  readonly at: ListenAt;
  readonly script: Script;
  readonly clock: VirtualClock;
  readonly log: ConnectionLog;
}

/** Makes the plugin; it does not listen yet. */
export function createScriptedPlugin(options: ScriptedPluginOptions): ScriptedPlugin {
  const connections = new Set<ScriptedConnection>();
  let server: Server | null = null;
  let count = 0;
  const accept = (socket: Socket) => {
    count += 1;
    const connection = new ScriptedConnection(socket, {...options, conn: count});
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  };
  return {
    async listen() {
      if (options.at.kind === 'unix') rmSync(options.at.path, {force: true});
      const made = createListener(options.at, accept);
      server = made;
      await listening(made, options.at);
    },
    async stop(leaveSocket) {
      if (!server) return;
      const closing = server;
      server = null;
      await stopServer(
        closing,
        connections,
        options.at.kind === 'unix' && leaveSocket ? options.at.path : null,
      );
    },
    hangUp() {
      for (const connection of connections) connection.hangUp();
    },
  };
}

function createListener(at: ListenAt, accept: (socket: Socket) => void): Server {
  if (at.kind !== 'tls') return createServer({allowHalfOpen: true}, accept);
  const cert = readFileSync(at.certificate.certFile);
  const key = readFileSync(at.certificate.keyFile);
  const trust = {cert, key, ca: cert, requestCert: true, rejectUnauthorized: true};
  return createTlsServer({allowHalfOpen: true, ...trust}, accept);
}

function listening(server: Server, at: ListenAt): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    if (at.kind === 'unix') server.listen(at.path, resolve);
    else server.listen(at.port, '127.0.0.1', resolve);
  });
}

/** Node removes the socket file with the server: a file that is to stay is put aside meanwhile. */
async function stopServer(
  server: Server,
  connections: Set<ScriptedConnection>,
  keep: string | null,
): Promise<void> {
  if (keep !== null) renameSync(keep, `${keep}.keep`);
  for (const connection of connections) connection.cut();
  await new Promise(resolve => server.close(resolve));
  if (keep !== null) renameSync(`${keep}.keep`, keep);
}
