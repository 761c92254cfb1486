import type {Exchange} from '../wire/exchange.ts';
import type {CheckContext} from './context.ts';
import type {Leak} from './events.ts';

/** One check's stay with the plugin: its context, what it exchanged, and what must be put away afterwards. */
export interface CheckSession {
  readonly context: CheckContext;
  exchanges(): readonly Exchange[];
  /** Output lines of the plugin since the session began. */
  pluginOutput(): readonly string[];
  /** How the plugin's process ended during this session, if it did without being asked to. */
  death(): string | undefined;
  /** After a lost connection: waits until a death that is on its way has been noticed. */
  settle(): Promise<void>;
  /** True when a call of the session could not connect. */
  lostContact(): boolean;
  /** Clean-up, whatever happened; what could not be removed comes back. */
  finish(): Promise<readonly Leak[]>;
}
