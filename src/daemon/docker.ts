import type {SocketReply, SocketRequest} from '../wire/api-socket.ts';
import type {PostOptions} from '../wire/call.ts';
import type {Exchange} from '../wire/exchange.ts';
import type {ApiOutcome, ApiRequest} from './authz/api.ts';
import type {Clock} from './clock.ts';
import type {ContainerResult, Containers, RunOptions} from './containers/api.ts';
import type {Engine} from './engines/engine.ts';
import type {HostFiles} from './host.ts';
import type {LogConfig} from './logging/options.ts';
import type {LogPipes} from './logging/pipes.ts';
import type {Metrics} from './metrics/api.ts';
import type {Networks} from './networks/api.ts';
import type {Sandboxes} from './networks/sandboxes.ts';
import type {SwarmCommands} from './networks/swarm-api.ts';
import type {Outcome} from './outcome.ts';
import type {PluginFolders} from './plugins/folders.ts';
import type {Random} from './random.ts';
import type {Volumes} from './volumes/api.ts';

/** A line that dockerd would write to its log. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warning' | 'error';
  readonly message: string;
}

/** What the model of the daemon is made of. All but the folders have defaults. */
export interface DockerOptions {
  /** Where plugins are found: dockerd's folders, or one plugin under test. */
  readonly plugins: PluginFolders;
  /** Version to act as, or a personality of one's own (default: the newest). */
  readonly engine?: string | Engine;
  /** Time; a scaled clock makes retries and time-outs short (default: real time). */
  readonly clock?: Clock;
  /** Ids and the orders that dockerd leaves to chance. */
  readonly random?: Random;
  /** The file system that mountpoints lie in (default: this machine's). */
  readonly host?: HostFiles;
  /** The containers' network namespaces (default: none, all goes well). */
  readonly sandboxes?: Sandboxes;
  /** Networks (`10.9.0.0/16`) that the host has routes to, besides docker's own bridges (default: none). */
  readonly hostNetworks?: readonly string[];
  /** Where FIFOs to log plugins are made (default: this machine's). */
  readonly pipes?: LogPipes;
  /** Path of the daemon's metrics socket, where no file may be (default: none is offered). */
  readonly metricsSocket?: string;
  /** Milliseconds since 1970 at which the clock's time begins (default: the present). */
  readonly epochMs?: number;
  /** The host's zone in minutes east of UTC (default: 0). */
  readonly zoneMinutes?: number;
  /** Upper bound of a single plugin call in milliseconds, where dockerd would wait longer or for ever; it may depend on the method. */
  readonly callTimeoutMs?: number | ((method: string) => number);
  readonly onExchange?: (exchange: Exchange) => void;
  /** Told before a call is sent. */
  readonly onRequest?: (method: string, body: PostOptions['body']) => void;
  readonly onLog?: (line: LogLine) => void;
  /** Given up when aborted: connections are closed and waits end. */
  readonly signal?: AbortSignal;
}

/** How the daemon is ended. */
export interface DaemonEnd {
  /** `stop` is SIGTERM, `kill` is SIGKILL: nothing is unmounted (default: stop). */
  readonly how?: 'stop' | 'kill';
}

/** How the daemon is started. */
export interface DaemonStart {
  /** `--live-restore`: containers outlive the daemon (default: as before, at first false). */
  readonly liveRestore?: boolean;
  /** `--authorization-plugin`, in order (default: as before, at first none). */
  readonly authorizationPlugins?: readonly string[];
  /** `--log-driver`, `--log-opt` (default: as before, at first json-file). */
  readonly log?: Partial<LogConfig>;
  /**
   * Interfaces by the name of their plugin: the daemon has been running for a while and has met these already, so that no
   * Plugin.Activate is sent (default: none).
   */
  readonly met?: ReadonlyMap<string, readonly string[]>;
}

/** What the configuration file says when the daemon reads it anew. */
export interface DaemonReload {
  /** `authorization-plugins`, in order (default: none, also when a flag named some at the start). */
  readonly authorizationPlugins?: readonly string[];
}

/** The daemon's process. */
export interface DaemonControl {
  readonly running: boolean;
  /** Resolves when the API is open: volumes and containers are restored by then. */
  start(options?: DaemonStart): Promise<void>;
  /** SIGHUP: requests that are under way go on. */
  reload(options?: DaemonReload): Promise<void>;
  /** Resolves when the process has ended. */
  end(options?: DaemonEnd): Promise<void>;
}

/**
 * A docker engine as its user sees it: commands in, outcomes out; plugins get the calls that dockerd of the chosen version makes.
 *
 * ```ts
 * const docker = createDocker({plugins: onePlugin('rec', {kind: 'unix', path})});
 * await docker.daemon.start();
 * const data = await docker.volumes.create({driver: 'rec'});
 * const web = await docker.run({volumes: [data]});
 * await docker.restartDaemon();
 * ```
 */
export interface Docker {
  readonly engine: Engine;
  readonly volumes: Volumes;
  readonly networks: Networks;
  readonly swarm: SwarmCommands;
  readonly containers: Containers;
  readonly metrics: Metrics;
  readonly daemon: DaemonControl;
  /** What its daemons have logged so far. */
  readonly log: readonly LogLine[];
  /** `docker run`; the same as `containers.run`. */
  run(options?: RunOptions): Promise<ContainerResult>;
  /** Ends and starts the daemon; its disk stays. */
  restartDaemon(options?: DaemonEnd & DaemonStart): Promise<void>;
  /** One request to the API, past the authorization plugins: what they see of it, and what becomes of it. */
  api(request: ApiRequest): Promise<ApiOutcome>;
  /** The same for a request that came on the API's socket, with its answer; null: the daemon is away. */
  serve(request: SocketRequest): Promise<SocketReply | null>;
  /** Commands that a plugin should not notice but for the folders being read (`info`, `system df`, `ps`, `version`). */
  other(command: string): Promise<Outcome>;
  /** Closes all connections and forgets everything; sends nothing. */
  dispose(): Promise<void>;
}

/** Makes an engine; its daemon is not yet running. `createDocker` in daemon.ts is of this type. */
export type CreateDocker = (options: DockerOptions) => Docker;
