import {lstatSync} from 'node:fs';
import type {NetConnectOpts, Socket} from 'node:net';
import {connect} from 'node:net';
import type {ConnectionOptions} from 'node:tls';
import {connect as connectTls} from 'node:tls';
import type {Address} from './address.ts';
import type {FailureKind} from './exchange.ts';
import {errnoText, quote} from './go-text.ts';
import {tlsErrorText} from './tls-settings.ts';

/** What to connect to. */
export interface DialPlan {
  readonly address: Address;
  /** Null for a plain connection. */
  readonly tls: ConnectionOptions | null;
  readonly timeoutMs: number;
  /** Minor Go release, for error texts. */
  readonly go: number;
}

/** An open connection, or why there is none. */
export type Dialled =
  | {readonly socket: Socket; readonly failure: null}
  | {readonly socket: null; readonly failure: DialFailure};

/** Why there is no connection: Go's text, and the system's word (`ECONNREFUSED`, `TIMEOUT`). */
export interface DialFailure {
  readonly kind: FailureKind;
  readonly text: string;
  readonly code: string;
}

/** Kernel limit with its closing NUL (moby v28.5.2 vendor/…/go-connections/sockets/sockets_unix.go maxUnixSocketPathSize). */
const MAX_UNIX_PATH = 108;

/** Why a client for this address cannot even be made; null when it can. */
export function addressFault(address: Address): string | null {
  const tooLong = address.kind === 'unix' && Buffer.byteLength(address.path) > MAX_UNIX_PATH;
  return tooLong ? `unix socket path ${quote(address.path)} is too long` : null;
}

/** Opens a connection. Calls back once; the returned function gives up. */
export function dial(plan: DialPlan, done: (result: Dialled) => void): () => void {
  const {address} = plan;
  if (address.kind === 'unix' && Buffer.byteLength(address.path) >= MAX_UNIX_PATH) {
    return later(() =>
      done(failed('dial', `dial unix ${address.path}: connect: invalid argument`, 'EINVAL')),
    );
  }
  if (address.kind === 'unix' && address.isNoLink === true && isLink(address.path)) {
    const text = `dial unix ${address.path}: plugtest does not follow the symbolic link that took the place of the socket`;
    return later(() => done(failed('dial', text, 'ELOOP')));
  }
  const socket = open(plan);
  let connected = false;
  const timer = setTimeout(() => {
    finish(failed(connected ? 'tls' : 'dial', `dial ${endpoint(address)}: i/o timeout`, 'TIMEOUT'));
  }, plan.timeoutMs);
  const onError = (error: Error): void => finish(explain(plan, error, connected));
  const onClose = (): void => finish(failed(connected ? 'tls' : 'dial', 'EOF', 'EOF'));
  function finish(result: Dialled): void {
    clearTimeout(timer);
    socket.removeListener('error', onError);
    socket.removeListener('close', onClose);
    if (result.failure !== null) {
      socket.on('error', ignore);
      socket.destroy();
    }
    done(result);
  }
  socket.on('error', onError);
  socket.on('close', onClose);
  socket.once('connect', () => {
    connected = true;
    // Go's dialer time-out ends with the connection; its transport sets no limit for the TLS handshake.
    clearTimeout(timer);
  });
  socket.once(plan.tls === null ? 'connect' : 'secureConnect', () => finish({socket, failure: null}));
  return () => {
    clearTimeout(timer);
    socket.on('error', ignore);
    socket.removeListener('close', onClose);
    socket.removeListener('error', onError);
    socket.destroy();
  };
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false; // the connection will tell
  }
}

function open(plan: DialPlan): Socket {
  const {address, tls} = plan;
  const where =
    address.kind === 'unix'
      ? {path: address.path.startsWith('@') ? `\0${address.path.slice(1)}` : address.path}
      : {host: address.host, port: address.port};
  return tls === null ? openPlain(where) : connectTls({...tls, ...where});
}

/**
 * What all plain connections are read into; a read and the callback for it are one step. Left to itself Node reads each piece
 * into 64 KiB of its own, which cost a call more in collections of garbage than all else.
 */
const READ_INTO = Buffer.allocUnsafeSlow(64 << 10);

function openPlain(where: NetConnectOpts): Socket {
  const socket: Socket = connect({
    ...where,
    noDelay: true,
    onread: {
      buffer: READ_INTO,
      // false, when nobody listens, ends the reading
      callback: (bytes, buffer) => socket.emit('data', Buffer.from(buffer.subarray(0, bytes))),
    },
  });
  return socket;
}

function explain(plan: DialPlan, thrown: Error & {code?: string}, connected: boolean): Dialled {
  const error = firstOf(thrown);
  const code = error.code ?? '';
  if (connected || (plan.tls !== null && !isSocketError(code))) {
    if (code === 'ECONNRESET')
      return failed('tls', thrown.message.includes('ECONNRESET') ? resetText(plan) : 'EOF', code);
    return failed('tls', tlsErrorText(error, plan.go), code);
  }
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    const host = plan.address.kind === 'unix' ? '' : plan.address.host;
    return failed('dial', `dial tcp: lookup ${host}: no such host`, code);
  }
  return failed('dial', `dial ${endpoint(plan.address, error)}: connect: ${errnoText(code)}`, code);
}

function resetText(plan: DialPlan): string {
  return `read ${endpoint(plan.address)}: read: connection reset by peer`;
}

function isSocketError(code: string): boolean {
  return /^E[A-Z]+$/.test(code) && code !== 'EPROTO';
}

type SocketError = Error & {code?: string; address?: string; port?: number};

/** Several addresses of one host may have failed; Go names the first. */
function firstOf(error: SocketError): SocketError {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first : error;
}

/** `unix /run/x.sock`, `tcp 127.0.0.1:80`: network and address as Go's OpError prints them. */
export function endpoint(address: Address, error?: SocketError): string {
  if (address.kind === 'unix') return `unix ${address.path}`;
  const host = error?.address ?? address.host;
  return `tcp ${host.includes(':') ? `[${host}]` : host}:${error?.port ?? address.port}`;
}

function failed(kind: FailureKind, text: string, code: string): Dialled {
  return {socket: null, failure: {kind, text, code}};
}

function later(action: () => void): () => void {
  const handle = setImmediate(action);
  return () => clearImmediate(handle);
}

function ignore(): void {}
