import type {LoggedLine, Message} from '../daemon/logging/message.ts';

/** A FIFO to the log driver under test, for checks that write into it what no program could. */
export interface LogTap {
  readonly path: string;
  /** Past the model. Resolves when all bytes are in the pipe, which takes a reader once 64 KiB are in it. */
  write(bytes: Uint8Array): Promise<void>;
  /** A message as dockerd encodes it, with its length before it. */
  frame(message: Message): Uint8Array;
  /** What these whole messages say. */
  lines(bytes: Uint8Array): readonly LoggedLine[];
}

/** Shown each FIFO as it is opened; may give what writes into it in the daemon's stead. */
export type TapLogs = (fifo: LogTap) => ((bytes: Uint8Array) => Promise<void>) | undefined;

/** How an engine of a check differs from the run's. */
export interface DockerSettings {
  /** Its retries and time-outs are so many times shorter. */
  readonly speed?: number;
  /** The plugin is given with `--authorization-plugin`. */
  readonly authorization?: boolean;
  /** Its containers have network namespaces, into which interfaces are moved; for checks that need `hasSandbox`. */
  readonly realSandboxes?: boolean;
  /** Its host's zone, in minutes east of UTC (default: 0). */
  readonly zoneMinutes?: number;
  /**
   * It offers its metrics socket, which not more than one at a time can. `needed`: the check is untestable where that is not
   * possible.
   */
  readonly metrics?: 'needed' | 'wanted';
  /** Another version than the run's: what it does to a request is what matters, not how it writes. */
  readonly engine?: string;
  readonly tapLogs?: TapLogs;
}
