import type {Docker} from '../daemon/docker.ts';
import type {HostFiles} from '../daemon/host.ts';
import type {NamespaceView} from '../daemon/networks/netns/view.ts';
import type {ApiSocket, SocketHandler} from '../wire/api-socket.ts';
import type {Exchange} from '../wire/exchange.ts';
import type {SilentSocket} from '../wire/silent-socket.ts';
import type {UnreadCall} from '../wire/unread-call.ts';
import type {DockerSettings} from './docker-settings.ts';
import type {Leak} from './events.ts';
import type {Expect} from './expect.ts';
import type {Facts} from './facts.ts';
import type {PluginProcess} from './plugin-process.ts';
import type {Policy} from './policy.ts';

/** Options of one call that a check makes by itself (the daemon model has its own way). */
export interface CallOptions {
  /** Deadline of the call in milliseconds (default: --call-timeout). */
  readonly timeoutMs?: number;
  /** No dockerd sends this: rules must not judge the answer. */
  readonly probe?: boolean;
  /** Sent instead of the JSON body. */
  readonly rawBody?: string | Uint8Array;
  /** Replaces or adds headers by name; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly verb?: string;
  /** Path instead of `/<method>`. */
  readonly path?: string;
  /** Send on a connection of its own that is closed afterwards. */
  readonly freshConnection?: boolean;
  /** Hang up this many milliseconds after the request was sent. */
  readonly abortAfterMs?: number;
  /** Send the body in pieces of so many bytes, one every `everyMs`. */
  readonly trickle?: {readonly bytes: number; readonly everyMs: number};
  /** Asked once the connection is there; the request leaves when it resolves (see `meetingOf`). */
  readonly sendWhen?: () => Promise<void>;
}

/** A call as dockerd's plugin client sees it. Never throws because of the plugin. */
export interface Call<Reply = Readonly<Record<string, unknown>>> {
  readonly method: string;
  readonly exchange: Exchange;
  /** 200, decodable, `Err` empty: what dockerd takes for success. */
  readonly ok: boolean;
  /** Decoded as Go does (keys without case, null as zero value); null when it did not decode. */
  readonly reply: Reply | null;
  /** The error text as dockerd forms it; empty when ok. */
  readonly error: string;
  /** Where it went wrong: no answer, another status than 200, not decodable, or `Err`. */
  readonly failure: 'none' | 'no-answer' | 'status' | 'decode' | 'err';
}

/** The plugin under test, called directly: one request, no retries. */
export interface PluginHandle {
  readonly name: string;
  call<Reply = Readonly<Record<string, unknown>>>(
    method: string,
    body?: unknown,
    options?: CallOptions,
  ): Promise<Call<Reply>>;
  /** Makes a call of which nothing is read, not even the head, until it is closed; null when there is no connection. */
  callUnread(method: string, body: unknown): Promise<UnreadCall | null>;
  /** Opens a connection and closes it without a byte, as dockerd does with a managed plugin that has just started. */
  touch(): Promise<{readonly ok: boolean; readonly error: string}>;
}

/** Commands with which a user can take a log driver's backend away and bring it back (`--hook`). */
export type HookName = 'sink-down' | 'sink-up';

/** Takes away what the plugin logs to. Brought back after the check in any case. */
export interface SinkSwitch {
  down(): Promise<void>;
  up(): Promise<void>;
}

/** Who gives the addresses of the networks that a network driver is tested with. */
export type IpamChoice = 'default' | 'null' | 'own';

/** What the user gave for real backends, and the run's limits. */
export interface CheckSettings {
  /** `--volume-opt`: given with every Create. */
  readonly volumeOpts: Readonly<Record<string, string>>;
  /** `--network-opt`: given with every CreateNetwork. */
  readonly networkOpts: Readonly<Record<string, string>>;
  /** `--ipam-opt`: given with every RequestPool. */
  readonly ipamOpts: Readonly<Record<string, string>>;
  /**
   * `--ipam-driver`: `default`, `null`, or `own`: the plugin under test gives its networks' addresses itself; `auto`: what
   * the network driver wants.
   */
  readonly ipamDriver: IpamChoice | 'auto';
  /** `--subnet`: what networks and pools are made with; empty: subnets of plugtest's own. */
  readonly subnets: readonly string[];
  /** `--log-opt`: given with every container. */
  readonly logOpts: Readonly<Record<string, string>>;
  /** `--metrics-socket`: where the daemon's metrics socket is offered. */
  readonly metricsSocket: string;
  /** `--broken-policy`: environment in which an authorization plugin finds a policy that it cannot read. */
  readonly brokenPolicy: Readonly<Record<string, string>>;
  /** `--policy`: verdicts expected of an authorization plugin. */
  readonly policy?: Policy;
  /** `--call-timeout` in milliseconds. */
  readonly callTimeoutMs: number;
}

/** What a check gets. */
export interface CheckContext {
  readonly plugin: PluginHandle;
  /**
   * A docker engine of the run's version, started, that knows the plugin and nothing else. Each call makes a new
   * one; all are disposed of afterwards. To the plugin they are one daemon, for which the run's own Plugin.Activate stands:
   * only a daemon that was restarted (`restartDaemon`) says hello anew, and a check that does so is `exclusive`.
   */
  docker(options?: DockerSettings): Promise<Docker>;
  readonly process: PluginProcess;
  /** The file system in which the plugin's mountpoints lie, as far as it can be seen from here. */
  readonly host: HostFiles;
  /** A socket that accepts and never answers, while the check lasts: the API of a dockerd that waits for the plugin. */
  silentSocket(): Promise<SilentSocket>;
  /** The API of a dockerd on a socket, while the check lasts. */
  apiSocket(handle: SocketHandler): Promise<ApiSocket>;
  /** A path at which there is nothing yet; a file that comes there is removed after the check. */
  scratchFile(): string;
  /** Null without `--hook sink-down=… --hook sink-up=…`. */
  readonly sink: SinkSwitch | null;
  /** Gives what reached the sink of a container's log, as `--log-probe` prints it; null without that option. */
  readonly logProbe: ((containerId: string) => Promise<Uint8Array>) | null;
  /** The network namespace in which the plugin makes its interfaces; for checks that need `hasSandbox`. */
  pluginNamespace(): NamespaceView;
  readonly settings: CheckSettings;
  /** What this check has exchanged with the plugin so far, model and direct calls alike. */
  exchanges(): readonly Exchange[];
  /** Random numbers of the run's seed. */
  readonly random: () => number;
  readonly expect: Expect;
  readonly facts: Facts;
  /** Aborted at the check's deadline or when the run is interrupted. */
  readonly signal: AbortSignal;
  /** A name that carries the run's seed: `plugtest-4f2a-data-1`. */
  unique(word: string): string;
  /** A line for the report, whatever the verdict: something measured. */
  log(line: string): void;
  /** Runs afterwards whatever happens, last registered first. */
  cleanup(action: () => Promise<unknown>): void;
  /** Names something that could not be removed, with the command that does; listed under `leaks`. */
  leaked(leak: Leak): void;
  /** Ends the check: what it builds on does not work; `by` is the id of the check that tests that. */
  blocked(by: string, reason: string): never;
  /** Ends the check: it does not apply here. */
  notApplicable(reason: string): never;
  /** Ends the check: it could not be exercised; the reason says how it could. */
  untestable(reason: string): never;
}
