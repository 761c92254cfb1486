import type {Clock} from './clock.ts';
import type {Processes} from './containers/process.ts';
import type {Disk} from './disk.ts';
import type {LogLine} from './docker.ts';
import type {Engine} from './engines/engine.ts';
import type {HostFiles} from './host.ts';
import type {Prefix} from './ipam/address.ts';
import type {Life} from './life.ts';
import type {LogPipes} from './logging/pipes.ts';
import type {Random} from './random.ts';

/** What every room of one daemon process works with. */
export interface Environment {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly random: Random;
  readonly host: HostFiles;
  readonly pipes: LogPipes;
  readonly disk: Disk;
  /** What the host has routes to; pools must not overlap them. The bridges of docker's own networks come to it. */
  readonly hostNetworks: Prefix[];
  /** Container processes; they outlive the daemon. */
  readonly processes: Processes;
  readonly life: Life;
  /** The host's zone, in minutes east of UTC. */
  readonly zoneMinutes: number;
  /** Unix nanoseconds, never the same twice. */
  now(): bigint;
  log(level: LogLine['level'], message: string): void;
}
