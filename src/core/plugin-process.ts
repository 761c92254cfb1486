/** Counts of what the plugin's process and all that it started hold. */
export interface ProcessUsage {
  readonly processes: number;
  /** Children that have ended and that nobody has waited for. */
  readonly zombies: number;
  readonly threads: number;
  /** Open file descriptors, connections included. */
  readonly files: number;
  /** Mount points that the plugin sees. */
  readonly mounts: readonly string[];
  /** Time on a processor so far, in milliseconds. */
  readonly cpuMs: number;
}

/** What is other than usual in one start of the plugin. */
export interface StartOptions {
  readonly dockerHost?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The plugin's process; only checks that need `canRestart` or `ownsProcess` may use it. */
export interface PluginProcess {
  /** SIGTERM; resolves with true when it ended in time, false when it had to be killed. */
  stop(options?: {readonly timeoutMs?: number}): Promise<boolean>;
  /** SIGKILL, as a crash. */
  kill(): Promise<void>;
  /**
   * Starts it again and waits until its socket accepts; rejects with a Violation when it does not. `dockerHost` is the
   * path of a socket that it shall take for dockerd's API (DOCKER_HOST), `environment` what else is set, for this start alone.
   */
  start(options?: StartOptions): Promise<void>;
  readonly running: boolean;
  readonly pid: number | null;
  /** Milliseconds from the last start to the first accepted connection; null when plugtest did not start it. */
  readonly readyMs: number | null;
  /** What it holds at this moment; null where that can't be known. Needs `ownsProcess`. */
  usage(): ProcessUsage | null;
  /** Latest lines of output, newest last. */
  output(): readonly string[];
  /** Ways in which the process ended during this run without being asked to. */
  deaths(): readonly string[];
}
