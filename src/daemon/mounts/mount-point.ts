import type {Environment} from '../environment.ts';
import {DaemonError, DaemonGone, wrapError} from '../errors.ts';
import type {HeldVolume, VolumesService} from '../volumes/service.ts';
import {joinSubpath} from './subpath.ts';

/** What of a mount point lies on disk with its container (moby v28.5.2 volume/mounts/mounts.go MountPoint). */
export interface MountRecord {
  /** Path of the volume when the container was created; '' for a volume that a plugin has just made. */
  readonly source: string;
  readonly destination: string;
  readonly writable: boolean;
  /** Name of the volume. */
  readonly name: string;
  readonly driver: string;
  readonly mode: string;
  /** The user gave a name: `rm -v` leaves the volume. */
  readonly isNamed: boolean;
  readonly subpath: string;
  /** The id of the mount, while mounted. */
  readonly id: string;
}

/** A place in a container where a volume is mounted, with its id and counter. */
export class MountPoint {
  readonly record: MountRecord;
  /** Image content is copied into the volume when the container is created. */
  readonly copiesUp: boolean;
  /** Null after a daemon start, until the volume is asked for. */
  volume: HeldVolume | null = null;
  id: string;
  /** What Mount answered last; what the container sees. */
  path = '';
  #active = 0;

  constructor(
    record: MountRecord,
    options: {readonly copiesUp?: boolean; readonly volume?: HeldVolume} = {},
  ) {
    this.record = record;
    this.id = record.id;
    this.copiesUp = options.copiesUp ?? false;
    this.volume = options.volume ?? null;
  }

  get destination(): string {
    return this.record.destination;
  }

  /** Asks for the volume if the daemon was started since; the container becomes one of its users. */
  async resolve(volumes: VolumesService, container: string): Promise<void> {
    if (this.volume !== null) return;
    const {name, driver} = this.record;
    const stored = await volumes.get(name, {driver, reference: container});
    this.volume = {
      name: stored.volume.name,
      driver: stored.volume.driver,
      mountpoint: stored.volume.mountpoint,
    };
  }

  /** Mounts the volume, under the id it already has if it is mounted or was when the daemon died. */
  async setup(volumes: VolumesService, environment: Environment): Promise<string> {
    if (this.volume === null)
      throw new DaemonError('Unable to setup mount point, neither source nor volume defined');
    const id = this.id || environment.random.id();
    const held = this.volume;
    const mountpoint = await volumes.mount(held, id).catch(error => {
      throw wrapError(`error while mounting volume '${this.record.source}'`, error, {isOperation: false});
    });
    this.id = id;
    this.path = await this.#withinVolume(mountpoint, environment).catch(async error => {
      await this.#undo(volumes, environment);
      throw error;
    });
    this.#active += 1;
    return this.path;
  }

  /** Unmounts once; the id is given up when nobody uses the mount any more. False when there was nothing to do. */
  async cleanup(volumes: VolumesService, environment: Environment): Promise<boolean> {
    if (this.volume === null || this.id === '') return false;
    if (this.#active === 0 && environment.engine.volumes.guardsUnmount) {
      environment.log('error', 'An attempt to decrement a zero mount count');
      return false;
    }
    await volumes.unmount(this.volume, this.id).catch(error => {
      throw wrapError(`error unmounting volume ${this.volume?.name}`, error);
    });
    this.#active -= 1;
    if (this.#active === 0) this.id = '';
    return true;
  }

  /** The container was left running when the daemon stopped. */
  async liveRestore(volumes: VolumesService, environment: Environment): Promise<void> {
    if (this.volume === null || !environment.engine.volumes.liveRestoresMounts) return;
    await volumes.liveRestore(this.volume).catch(error => {
      throw wrapError(`error while restoring volume '${this.record.source}'`, error);
    });
    this.id = this.id || environment.random.id();
    this.#active += 1;
  }

  /** As it is kept on disk. */
  toRecord(): MountRecord {
    return {...this.record, id: this.id};
  }

  async #withinVolume(mountpoint: string, environment: Environment): Promise<string> {
    if (this.record.subpath === '' || !environment.engine.volumes.subpath) return mountpoint;
    return joinSubpath(mountpoint, this.record.subpath, environment.host);
  }

  async #undo(volumes: VolumesService, environment: Environment): Promise<void> {
    if (this.volume === null) return;
    await volumes.unmount(this.volume, this.id).catch(error => {
      if (error instanceof DaemonGone || !(error instanceof DaemonError)) throw error;
      environment.log('error', `failed to unmount after safepath.Join failed: ${error.message}`);
    });
  }
}
