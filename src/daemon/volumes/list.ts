import {asDaemonError, DaemonGone, operationError} from '../errors.ts';
import type {StoredVolume, VolumeStore} from './store.ts';
import type {VolumeDriver} from './volume.ts';

/** Which volumes a listing shows. */
export interface ListFilter {
  readonly driver?: string;
  readonly name?: string;
  /** True: only volumes that no container refers to. */
  readonly dangling?: boolean;
}

/** A listing; a driver that failed gives a warning, and its volumes are those that the daemon knows. */
export interface Listing {
  readonly volumes: readonly StoredVolume[];
  readonly warnings: readonly string[];
}

/** Asks the drivers, all at once (moby v28.5.2 volume/service/store.go Find, list). Nothing in the answers is remembered. */
export async function listVolumes(store: VolumeStore, filter: ListFilter): Promise<Listing> {
  const all = await store.drivers.all();
  const asked = filter.driver === undefined ? all : all.filter(driver => driver.name === filter.driver);
  const answers = await Promise.all(asked.map(driver => askDriver(store, driver)));
  const volumes: StoredVolume[] = [];
  for (const stored of answers.flatMap(answer => answer.volumes)) {
    if (!matches(store, stored, filter)) continue;
    if (await isOwn(store, stored)) volumes.push(stored);
  }
  return {volumes, warnings: answers.flatMap(answer => answer.warnings)};
}

async function askDriver(store: VolumeStore, driver: VolumeDriver): Promise<Listing> {
  try {
    const volumes: StoredVolume[] = [];
    for (const volume of await driver.list()) {
      const record = store.environment.disk.volumes.get(volume.name);
      const scope = await driver.scope();
      volumes.push({volume, scope, labels: record?.labels ?? null, options: record?.options ?? null});
    }
    return {volumes, warnings: []};
  } catch (error) {
    if (error instanceof DaemonGone) throw error;
    const {message} = operationError('list', driver.name, asDaemonError(error));
    const known = [...store.names.values()].filter(stored => stored.volume.driver === driver.name);
    return {volumes: known, warnings: [message]};
  }
}

function matches(store: VolumeStore, {volume}: StoredVolume, filter: ListFilter): boolean {
  if (filter.name !== undefined && !volume.name.includes(filter.name)) return false;
  if (filter.dangling === undefined) return true;
  return (store.references(volume.name).length === 0) === filter.dangling;
}

/** False for a name that the daemon knows as another driver's; waits until nobody works on the name. */
function isOwn(store: VolumeStore, {volume}: StoredVolume): Promise<boolean> {
  return store.underLock(volume.name, () => {
    const known = store.names.get(volume.name);
    if (known === undefined || known.volume.driver === volume.driver) return true;
    store.environment.log(
      'warning',
      `Volume name ${volume.name} already exists for driver ${known.volume.driver}, not including volume returned by ${volume.driver}`,
    );
    return false;
  });
}
