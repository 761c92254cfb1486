import {DaemonError} from '../errors.ts';
import {type ListFilter, type Listing, listVolumes} from './list.ts';
import type {CreateRequest, StoredVolume, VolumeStore} from './store.ts';
import {LOCAL} from './volume.ts';

const ANONYMOUS = 'com.docker.volume.anonymous';

/** A volume as containers hold it: name and driver; the object is resolved anew for each Mount and Unmount. */
export interface HeldVolume {
  readonly name: string;
  readonly driver: string;
  /** What was known of its path when the container got it. */
  readonly mountpoint: string;
}

/** Volumes as the other rooms use them (moby v28.5.2 volume/service/service.go VolumesService). */
export class VolumesService {
  readonly store: VolumeStore;

  constructor(store: VolumeStore) {
    this.store = store;
  }

  /** Without a name: an anonymous volume, for which engines up to 27 ask all drivers when none is named. */
  create(name: string, request: CreateRequest): Promise<StoredVolume> {
    if (name !== '') return this.store.create(name, request);
    const {engine, random} = this.store.environment;
    const driver = request.driver === '' && !engine.volumes.probesAnonymous ? LOCAL : request.driver;
    return this.store.create(random.id(), {...request, driver, labels: {...request.labels, [ANONYMOUS]: ''}});
  }

  get(
    name: string,
    options: {readonly driver?: string; readonly reference?: string} = {},
  ): Promise<StoredVolume> {
    return this.store.get(name, options);
  }

  async mount(held: HeldVolume, id: string): Promise<string> {
    const {volume} = await this.get(held.name, {driver: held.driver});
    return volume.mount(id);
  }

  async unmount(held: HeldVolume, id: string): Promise<void> {
    const {volume} = await this.get(held.name, {driver: held.driver});
    await volume.unmount(id);
  }

  release(name: string, reference: string): Promise<void> {
    return this.store.release(name, reference);
  }

  /** A volume that vanishes between Get and Remove counts as removed. */
  async remove(name: string, options: {readonly force?: boolean} = {}): Promise<void> {
    try {
      const {volume} = await this.get(name);
      await this.store.remove(volume, options).catch(error => {
        if (!isMissing(error)) throw error;
      });
    } catch (error) {
      if (!(isMissing(error) && options.force)) throw error;
    }
  }

  list(filter: ListFilter = {}): Promise<Listing> {
    return listVolumes(this.store, filter);
  }

  /** Only volumes of the built-in driver that nobody uses; before 23.0 and with `all` also named ones. */
  async prune(options: {readonly all?: boolean} = {}): Promise<string[]> {
    const {prunesAnonymousOnly} = this.store.environment.engine.containers;
    const {volumes} = await this.list({driver: LOCAL, dangling: true});
    const removed: string[] = [];
    for (const {volume, labels, options: given} of volumes) {
      const isAnonymous = labels !== null && ANONYMOUS in labels;
      if ((prunesAnonymousOnly && !options.all && !isAnonymous) || Object.keys(given ?? {}).length > 0)
        continue;
      await this.store.remove(volume);
      removed.push(volume.name);
    }
    return removed;
  }

  /** A live-restored container's volume is only asked for: plugin volumes have nothing to restore. */
  async liveRestore(held: HeldVolume): Promise<void> {
    await this.get(held.name, {driver: held.driver});
  }
}

/** What a container keeps of a volume. */
export function held({volume}: StoredVolume): HeldVolume {
  return {name: volume.name, driver: volume.driver, mountpoint: volume.mountpoint};
}

function isMissing(error: unknown): boolean {
  return error instanceof DaemonError && error.reason === 'no-such-volume';
}
