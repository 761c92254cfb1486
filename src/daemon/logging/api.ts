import type {Outcome} from '../outcome.ts';
import type {LoggedLine} from './message.ts';

/** `docker logs` flags. */
export interface LogsOptions {
  readonly follow?: boolean;
  /** Instant, seconds since 1970, or a span before now such as `10m`. */
  readonly since?: string;
  readonly until?: string;
  /** A number, or what docker takes for all. */
  readonly tail?: number | string;
  readonly timestamps?: boolean;
  readonly details?: boolean;
  /** The user ends the command. */
  readonly signal?: AbortSignal;
  /** Called with each line as it arrives. */
  readonly onLine?: (line: LoggedLine) => void;
}

/** What `docker logs` printed, and the lines as the daemon got them from the driver. */
export interface LogsResult extends Outcome {
  readonly lines: readonly LoggedLine[];
}
