import type {Address} from '../wire/address.ts';
import type {ProcessUsage} from './process/usage.ts';

/** The plugin under test: where it is, and what plugtest may do to its process. */
export interface Target {
  /** How the user named it: socket, unix, tcp, http, https, spec, json, name. */
  readonly form: string;
  /** Name as dockerd's users would type it: socket or spec file name without extension. */
  readonly name: string;
  readonly address: Address;
  /** Fit to print: passwords in URLs are replaced. */
  readonly printable: string;
  /** Null when plugtest neither started the plugin nor was given a restart command. */
  readonly control: ProcessControl | null;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Stop, kill and restart the plugin. Only for `-- command` and `--restart-command`. */
export interface ProcessControl {
  readonly kind: 'spawned' | 'restart-command';
  /** SIGTERM, then wait; resolves with the exit, or with null when it did not end within `timeoutMs`. */
  stop(options?: {timeoutMs?: number}): Promise<Exit | null>;
  /** SIGKILL to the whole process group. */
  kill(): Promise<void>;
  /**
   * Start again with the same command and wait until the socket accepts. `environment` is added to plugtest's own
   * for this start alone; a service knows nothing of it.
   */
  start(options?: {readonly environment?: Readonly<Record<string, string>>}): Promise<void>;
  /** From its next start on the process lives in the network namespace of this process; null: in plugtest's. */
  enter(pid: number | null): void;
  /** True while the process runs. */
  readonly running: boolean;
  readonly pid: number | null;
  /** Milliseconds from the last start to the first accepted connection; null before, and for a service. */
  readonly readyMs: number | null;
  /** Null where it can't be known: no /proc, another user's process, a service. */
  usage(): ProcessUsage | null;
  /** Lines of output, newest last; at most the last 200. */
  output(): readonly string[];
  /** Called at once when the process ends without plugtest having asked for it. */
  onUnexpectedExit(listener: (exit: Exit, lastLines: readonly string[]) => void): () => void;
  /** End it for good (SIGTERM, then SIGKILL to the group) and release everything. */
  dispose(): Promise<void>;
}
