import type {CheckSettings} from '../core/context.ts';
import type {Facts} from '../core/facts.ts';
import type {Names} from '../core/names.ts';
import type {Patience} from '../core/patience.ts';
import type {Engine} from '../daemon/engines/engine.ts';
import type {HostFiles} from '../daemon/host.ts';
import type {Target} from '../target/target.ts';
import type {PostOptions} from '../wire/call.ts';
import type {Exchange} from '../wire/exchange.ts';
import type {Guard} from './process.ts';
import type {NetworkHome} from './sandbox/home.ts';
import type {UserCommands} from './user-commands.ts';

/** What all checks of a run share. */
export interface Stage {
  readonly target: Target;
  readonly engine: Engine;
  readonly facts: Facts;
  readonly settings: CheckSettings;
  readonly commands: UserCommands;
  readonly names: Names;
  readonly random: () => number;
  readonly patience: Patience;
  readonly host: HostFiles;
  /** Removes what the run has written through mountpoints and is still there. */
  tidy(): Promise<void>;
  /** Where the plugin's interfaces are. */
  readonly home: NetworkHome;
  readonly guard: Guard;
  /** Number for the next exchange of the run. */
  nextExchangeId(): number;
  /** Journals what a call is about to make. */
  readonly beforeRequest: (method: string, body: PostOptions['body']) => void;
  /** Journals a FIFO that is about to be made. */
  readonly beforeFifo: (path: string) => void;
  /** Reports an exchange to the stream and the rules. */
  record(check: string | null, exchange: Exchange): void;
  /** Reports what a check measured or saw. */
  note(check: string, message: string): void;
}
