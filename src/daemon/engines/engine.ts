import type {WireProfile} from '../../wire/profile.ts';
import type {IpamFacts, NetworkFacts} from './network-facts.ts';

/**
 * What differs between dockerd's versions towards plugins. Data only; the rooms read it. A build of one's own is a copy with
 * other values: Debian's 26.1.5 is made with Go 1.24, `{...engine, wire: {...engine.wire, go: 24}}`.
 */
export interface Engine {
  /** As on the command line: `28.5`. */
  readonly name: string;
  /** The release whose source the facts are from. */
  readonly version: string;
  /** API version that a 28.2 client speaks with it: shows in errors when the daemon goes away. */
  readonly api: string;
  readonly wire: WireProfile;
  /** How long a daemon that got SIGTERM waits for API requests under way (24.0 and later), in milliseconds. */
  readonly apiShutdownMs: number;
  readonly plugins: PluginFacts;
  readonly volumes: VolumeFacts;
  readonly containers: ContainerFacts;
  readonly authz: AuthzFacts;
  readonly networks: NetworkFacts;
  readonly ipam: IpamFacts;
  readonly logging: LoggingFacts;
  readonly metrics: MetricsFacts;
}

/** Differences in log drivers. */
export interface LoggingFacts {
  /** `Err` beside `Cap` means that the plugin cannot be read (28.0.2 and later). */
  readonly refusesCapabilities: boolean;
  /** Since and Until are sent in the host's zone (up to 29.3). */
  readonly sendsLocalTimes: boolean;
  /** A failed StopLogging is written to the daemon's log (29.3 and later). */
  readonly tellsStopErrors: boolean;
}

/** Differences in metrics plugins. */
export interface MetricsFacts {
  /** The body of the answer to StartMetrics is decoded (up to 27.5). */
  readonly readsReply: boolean;
  readonly contentType: string;
}

/** Differences in the plugin registry. */
export interface PluginFacts {
  /** `does not implement` names plugin and word (23.0 and later). */
  readonly namesUnimplemented: boolean;
}

/** Differences in how volumes are created, mounted and restored. */
export interface VolumeFacts {
  /** An anonymous volume without a driver makes the daemon ask every plugin for its name (up to 27). */
  readonly probesAnonymous: boolean;
  /** Copy-up goes through the mount point's own state (26.0 and later); before by an id of its own. */
  readonly copyUpThroughMountPoint: boolean;
  /** A live-restored container's volume is asked for once more, to restore its mount counter. */
  readonly liveRestoresMounts: boolean;
  /** Unmount is not sent for a mount point that is not mounted (25.0.5 and later). */
  readonly guardsUnmount: boolean;
  /** `volume-subpath` counts (26.0 and later); earlier engines do not know it and mount the whole volume. */
  readonly subpath: boolean;
  /** What the engine's own client sends as Opts when there are none. */
  readonly emptyOpts: 'null' | 'object';
}

/** Differences in containers, as far as volumes and the user notice. */
export interface ContainerFacts {
  /** `docker cp` in a mount namespace of its own (24.0 and later). */
  readonly copiesInNamespace: boolean;
  /** `docker volume prune` takes anonymous volumes only, unless `--all` (23.0 and later). */
  readonly prunesAnonymousOnly: boolean;
  /** What precedes an error before runc is asked (24.0 and later). */
  readonly taskPrefix: string;
  /** What precedes runc's error. */
  readonly taskError: string;
  /** runc's words for a mount whose source is not there; `{path}` and `{dest}` are filled in. */
  readonly missingMountSource: string;
  /** What `docker rm` says of a running container; `{name}`, `{id}` and `{ref}` are filled in. */
  readonly removeRunning: string;
}

/** Differences in what authorization plugins are shown (moby pkg/authorization/authz.go, tag by tag). */
export interface AuthzFacts {
  /** API versions that the daemon takes. */
  readonly api: {readonly min: string; readonly max: string};
  readonly bodies: {
    /** In bytes. With `withhold` only shorter bodies are sent, with `refuse` the limit itself too. */
    readonly limit: number;
    /** A longer one: the request goes on without it (CVE-2026-34040), or ends with 500 before any plugin is asked. */
    readonly over: 'withhold' | 'refuse';
    /** Bodies of chunked requests are sent; where not, that is CVE-2024-41110. */
    readonly chunked: boolean;
  };
  /**
   * What has no body because of passwords: every target that ends in `/auth`, or paths that begin with it. `none`: the first
   * form of the fix of 2024 (a `+` for a `*` in its expression), still in Debian's 20.10.24, shows passwords to plugins.
   */
  readonly authEndpoint: 'suffix' | 'path' | 'none';
  /** Value of the `Server` header. */
  readonly server: string;
  /** `/_ping` names builder version and swarm state (23.0 and later). */
  readonly pingNamesBuilder: boolean;
}
