import type {Socket} from 'node:net';
import type {Address} from './address.ts';
import {dial} from './dial.ts';
import type {WireProfile} from './profile.ts';
import {requestHeaders, targetOf} from './request.ts';
import {prepareTls} from './tls-settings.ts';

/** A call whose answer nobody reads, as that of `docker logs -f` in a terminal that was stopped. */
export interface UnreadCall {
  /** Hangs up. */
  close(): void;
}

const DIAL_MS = 5000;
/** No error text of such a call is shown. */
const GO = 26;

/** Sends a call as dockerd does and reads nothing of what comes back. Null when there is no connection. */
export function callUnread(
  {address, profile}: {readonly address: Address; readonly profile: WireProfile},
  method: string,
  body: string,
): Promise<UnreadCall | null> {
  const tls = address.kind === 'tls' ? prepareTls(address.tls, address.host).options : null;
  return new Promise(resolve => {
    dial({address, tls, timeoutMs: DIAL_MS, go: GO}, ({socket}) => {
      if (socket === null) return resolve(null);
      send(socket, headOf(address, profile, {method, bodyBytes: Buffer.byteLength(body)}) + body);
      resolve({close: () => void socket.destroy()});
    });
  });
}

function send(socket: Socket, text: string): void {
  // the plugin may end it at any time
  socket.on('error', () => {});
  socket.pause();
  socket.write(text);
}

function headOf(
  address: Address,
  profile: WireProfile,
  {method, bodyBytes}: {readonly method: string; readonly bodyBytes: number},
): string {
  const host = targetOf(address, profile).hostHeader;
  const headers = requestHeaders({verb: 'POST', host, bodyBytes, gzip: address.kind !== 'unix'});
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `POST /${method} HTTP/1.1\r\n${lines}\r\n`;
}
