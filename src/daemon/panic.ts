import type {Environment} from './environment.ts';
import {DaemonPanic} from './errors.ts';

/** Outside of API requests nothing catches a panic: the daemon's process ends. Any other error is left to the caller. */
export function endByPanic({log, life}: Environment, error: unknown): void {
  if (!(error instanceof DaemonPanic)) return;
  log('error', `panic: ${error.message}`);
  life.end();
  life.check();
}
