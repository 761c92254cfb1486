import type {WireProfile} from '../../wire/profile.ts';

/** What differs between dockerd's versions towards volume plugins. Data only; the rooms read it. */
export interface Engine {
  /** As on the command line: `28.5`. */
  readonly name: string;
  /** The release whose source the facts are from. */
  readonly version: string;
  readonly wire: WireProfile;
  /** `does not implement` names plugin and word (23.0 and later). */
  readonly namesUnimplemented: boolean;
  /** An anonymous volume without a driver makes the daemon ask every plugin for its name (up to 27). */
  readonly probesAnonymous: boolean;
  /** Copy-up goes through the mount point's own state (26.0 and later); before by an id of its own. */
  readonly copyUpThroughMountPoint: boolean;
  /** A live-restored container's volume is asked for once more, to restore its mount counter. */
  readonly liveRestoresMounts: boolean;
  /** Unmount is not sent for a mount point that is not mounted (25.0.5 and later). */
  readonly guardsUnmount: boolean;
  /** `docker cp` in a mount namespace of its own (24.0 and later). */
  readonly copiesInNamespace: boolean;
  /** `volume-subpath` (26.0 and later). */
  readonly subpath: boolean;
  /** What the engine's own client sends as Opts when there are none. */
  readonly emptyOpts: 'null' | 'object';
  /** Prefix of errors that come from the OCI runtime. */
  readonly taskErrorPrefix: string;
}
