import type {Address} from './address.ts';
import type {Dialled} from './dial.ts';
import {addressFault, dial} from './dial.ts';

/** Whether something accepts connections; `code` is the system's word (`ECONNREFUSED`) or `TIMEOUT`, `text` is Go's. */
export type ProbeResult =
  | {readonly ok: true}
  | {readonly ok: false; readonly code: string; readonly text: string};

const DEFAULT_TIMEOUT_MS = 5000;
/** No error text of a plain connection differs between Go releases. */
const GO = 26;

/**
 * Opens a connection and closes it without a byte, as dockerd does with a managed plugin that has just started
 * (moby v28.5.2 plugin/manager_linux.go Manager.pluginPostStart). No TLS handshake. Never rejects.
 */
export function probe(address: Address, options: {readonly timeoutMs?: number} = {}): Promise<ProbeResult> {
  const {timeoutMs = DEFAULT_TIMEOUT_MS} = options;
  const fault = addressFault(address);
  if (fault !== null) return Promise.resolve({ok: false, code: 'ENAMETOOLONG', text: fault});
  return new Promise(resolve => {
    dial({address, tls: null, timeoutMs, go: GO}, (result: Dialled) => {
      // A plugin may answer an empty connection with a reset; that is after the fact.
      result.socket?.on('error', () => {}).destroy();
      resolve(
        result.failure === null
          ? {ok: true}
          : {ok: false, code: result.failure.code, text: result.failure.text},
      );
    });
  });
}
