import type {Environment} from '../environment.ts';
import {type Deferred, defer, Mutex} from '../locks.ts';
import {MountPoint} from '../mounts/mount-point.ts';
import type {EndpointSettings, NetworkingConfig} from '../networks/settings.ts';
import type {RunLog} from './logging.ts';
import type {Process} from './process.ts';
import type {ContainerRecord} from './record.ts';

/** The members of a record that change. */
type ContainerState = Pick<
  ContainerRecord,
  'running' | 'startedBefore' | 'manuallyStopped' | 'exitCode' | 'restartCount'
>;

/** A container in the daemon's memory. */
export class Container {
  /** Held for a whole start, stop or copy. */
  readonly lock = new Mutex();
  /** By destination. */
  mounts: Map<string, MountPoint>;
  /** By the network's name. */
  readonly networks: Map<string, EndpointSettings>;
  running: boolean;
  restarting = false;
  startedBefore: boolean;
  manuallyStopped: boolean;
  /** `docker restart` is under way: `--rm` does not apply. */
  manuallyRestarted = false;
  exitCode: number;
  restartCount: number;
  isBeingRemoved = false;
  process: Process | null = null;
  /** Null while it does not run, and with a driver that no plugin sees. */
  log: RunLog | null = null;
  /** Fulfilled with the exit code when the daemon has dealt with the program's end. */
  ended: Deferred<number> = defer();
  readonly removed: Deferred<void> = defer();
  /** Aborted when a restart by policy must not happen. */
  restartCancel = new AbortController();
  /** Pause before the next restart by policy; 0: not yet restarted. */
  restartPauseMs = 0;
  startedAt = 0;
  readonly #record: ContainerRecord;

  constructor(record: ContainerRecord) {
    this.#record = record;
    this.running = record.running;
    this.startedBefore = record.startedBefore;
    this.manuallyStopped = record.manuallyStopped;
    this.exitCode = record.exitCode;
    this.restartCount = record.restartCount;
    this.networks = new Map(Object.entries(record.networks));
    this.mounts = new Map(record.mounts.map(mount => [mount.destination, new MountPoint(mount)]));
  }

  get id(): string {
    return this.#record.id;
  }

  get name(): string {
    return this.#record.name;
  }

  get networking(): NetworkingConfig {
    return this.#record.networking;
  }

  /** Image, program, policy and flags: what never changes. */
  get config(): Omit<ContainerRecord, 'mounts' | keyof ContainerState> {
    return this.#record;
  }

  /** Mount points in the order of this moment: Go walks through the map in any. */
  mountPoints({random}: Environment): MountPoint[] {
    return random.shuffle([...this.mounts.values()], 'mounts');
  }

  /** Writes configuration and state to disk. */
  checkpoint({disk, life}: Environment): void {
    if (life.isOver) return;
    disk.containers.set(this.id, {
      ...this.#record,
      mounts: [...this.mounts.values()].map(mount => mount.toRecord()),
      networks: Object.fromEntries(this.networks),
      running: this.running,
      startedBefore: this.startedBefore,
      manuallyStopped: this.manuallyStopped,
      exitCode: this.exitCode,
      restartCount: this.restartCount,
    });
  }
}
