import type {Outcome} from '../outcome.ts';

/** `docker volume create`. */
export interface VolumeCreateOptions {
  /** Left out: the daemon makes a name of 64 hex characters. */
  readonly name?: string;
  /** `-d`; left out the client says `local`, as the command does; '' lets the daemon look for the name in all drivers. */
  readonly driver?: string;
  /** `-o`; left out is sent as the engine's own client would (null, or {} on 20.10). */
  readonly opts?: Readonly<Record<string, string>> | null;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a volume looks like in the daemon's answers. */
export interface VolumeInfo {
  readonly Name: string;
  readonly Driver: string;
  readonly Mountpoint: string;
  readonly CreatedAt: string | null;
  readonly Scope: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Options: Readonly<Record<string, string>> | null;
  readonly Status?: Readonly<Record<string, unknown>>;
}

/** Outcome of a create; can be handed to `docker.run({volumes: [it]})`. */
export interface VolumeResult extends Outcome {
  readonly name: string;
  readonly volume: VolumeInfo | null;
}

/** Outcome of `ls` and `inspect`. */
export interface VolumesResult extends Outcome {
  readonly volumes: readonly VolumeInfo[];
  /** Warnings of the daemon, which the command does not print. */
  readonly warnings: readonly string[];
}

/** `docker volume …`. */
export interface Volumes {
  create(options?: VolumeCreateOptions): Promise<VolumeResult>;
  inspect(names: string | readonly string[]): Promise<VolumesResult>;
  ls(options?: VolumeListOptions): Promise<VolumesResult>;
  rm(names: string | readonly string[], options?: {readonly force?: boolean}): Promise<Outcome>;
  prune(options?: {readonly all?: boolean}): Promise<Outcome>;
}

/** Filters of `docker volume ls`. */
export interface VolumeListOptions {
  /** `-q`: names only. */
  readonly quiet?: boolean;
  readonly driver?: string;
  /** Part of the name. */
  readonly name?: string;
  readonly dangling?: boolean;
}
