import {homedir} from 'node:os';
import {join} from 'node:path';

/** Where plugtest keeps what must outlive a run: PLUGTEST_STATE_DIR, else as the XDG base directories say. */
export function stateFolder(): string {
  const own = process.env['PLUGTEST_STATE_DIR'];
  if (own) return own;
  const base = process.env['XDG_STATE_HOME'];
  return join(base?.startsWith('/') ? base : join(homedir(), '.local/state'), 'plugtest');
}
