import {connect, type Socket} from 'node:net';
import type {Address} from './address.ts';

/** Whether something accepts connections; `code` is the system's word (`ECONNREFUSED`) or `TIMEOUT`. */
export type ProbeResult =
  | {readonly ok: true}
  | {readonly ok: false; readonly code: string; readonly text: string};

const DEFAULT_TIMEOUT_MS = 5000;

/**
 * Opens a connection and closes it without a byte, as dockerd does with a managed plugin that has just started
 * (moby v28.5.2 plugin/manager_linux.go Manager.pluginPostStart). No TLS handshake. Never throws.
 */
export function probe(address: Address, options: {readonly timeoutMs?: number} = {}): Promise<ProbeResult> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return new Promise(resolve => {
    const socket = dial(address);
    const finish = (result: ProbeResult) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => finish({ok: false, code: 'TIMEOUT', text: `no connection within ${timeoutMs} ms`}),
      timeoutMs,
    );
    socket.once('connect', () => finish({ok: true}));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      finish({ok: false, code: error.code ?? 'UNKNOWN', text: error.message}),
    );
  });
}

function dial(address: Address): Socket {
  return address.kind === 'unix'
    ? connect({path: address.path})
    : connect({host: address.host, port: address.port});
}
