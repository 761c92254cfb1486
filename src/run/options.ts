import type {HookName, IpamChoice} from '../core/context.ts';
import type {Policy} from '../core/policy.ts';
import type {Level} from '../core/verdict.ts';
import type {JournalPlace} from './leftovers.ts';

/** `auto`: where it can be done without touching what is not the run's; `netns`: or not at all; `none`: never. */
export type SandboxMode = 'auto' | 'netns' | 'none';

/** What a run is asked to do; the command line's flags, checked. */
export interface RunOptions {
  /** Socket, URL, spec file or name (design 2). */
  readonly target: string;
  /** `-- command args…`: plugtest starts the plugin itself. */
  readonly command?: readonly string[];
  readonly restartCommand?: string;
  /** Folder that replaces dockerd's when the target is a name. */
  readonly pluginDir?: string;
  /** Engine to act as, e.g. `26.1`; several with commas; `all`. */
  readonly engine: string;
  /** Interfaces to test; absent: all that Plugin.Activate names. */
  readonly interfaces?: readonly string[];
  /** It is only ever installed with `docker plugin install`: `interfaces` stand for its config.json. */
  readonly isManaged?: boolean;
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
  /** Lowest level whose violation fails the run. */
  readonly level: Level;
  readonly callTimeoutMs: number;
  /** Longest the whole run may take. */
  readonly timeoutMs: number;
  /** Longest to wait for the plugin to listen. */
  readonly readyTimeoutMs?: number;
  readonly volumeOpts?: Readonly<Record<string, string>>;
  readonly networkOpts?: Readonly<Record<string, string>>;
  readonly ipamOpts?: Readonly<Record<string, string>>;
  /** Who gives the addresses of tested networks (default: the daemon's built-in driver, or whom the network driver asks for). */
  readonly ipamDriver?: IpamChoice | 'auto';
  /** Subnets that networks and pools are made with (default: plugtest's own). */
  readonly subnets?: readonly string[];
  /** `--log-opt` of every container that is run. */
  readonly logOpts?: Readonly<Record<string, string>>;
  /** Whether network drivers are tested with real network namespaces (default: auto). */
  readonly sandbox?: SandboxMode;
  /** Shell commands that take a log driver's backend away and bring it back. */
  readonly hooks?: Readonly<Partial<Record<HookName, string>>>;
  /** Shell command that prints what reached the backend of the log of container `$PLUGTEST_CONTAINER_ID`. */
  readonly logProbe?: string;
  /** Where the daemon's metrics socket is offered (default: dockerd's own path in a plugin). */
  readonly metricsSocket?: string;
  /** Environment in which an authorization plugin finds a policy that it cannot read. */
  readonly brokenPolicy?: Readonly<Record<string, string>>;
  /** Verdicts expected of an authorization plugin; each is a check. */
  readonly policy?: Policy;
  readonly seed?: number;
  /** Checks in an order drawn from the seed. */
  readonly shuffle?: boolean;
  /** Only this part of the checks, with what they depend on; `index` from 1. */
  readonly shard?: {readonly index: number; readonly count: number};
  /** Checks side by side (default 4). */
  readonly lanes?: number;
  /** Untestable checks fail the run. */
  readonly requireComplete?: boolean;
  /** Where the run is journalled, so that what it leaves can be removed should it be killed; absent: nowhere. */
  readonly journal?: JournalPlace;
  /** Aborted to end the run early; its reason may be an Interruption. */
  readonly signal?: AbortSignal;
}

/** Why a run ended before its plan did, with the exit code that says so. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
