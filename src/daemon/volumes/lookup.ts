import {asDaemonError, DaemonError, ignoreDaemonError, wrapError} from '../errors.ts';
import type {StoredVolume, VolumeStore} from './store.ts';
import type {Volume} from './volume.ts';

/**
 * Asks a driver for a volume. Null for whatever the driver itself says against it: "no such volume" to the daemon. Only trouble
 * in talking to it is an error (moby v28.5.2 volume/service/store.go lookupVolume).
 */
export async function lookupVolume(store: VolumeStore, driver: string, name: string): Promise<Volume | null> {
  const prefix = `error while checking if volume ${JSON.stringify(name)} exists in driver ${JSON.stringify(driver)}`;
  const found = await store.drivers.lookup(driver).catch(error => {
    throw wrapError(prefix, error);
  });
  return found.get(name).catch(error => {
    const known = asDaemonError(error);
    if (known.unreachable) throw wrapError(prefix, known);
    store.environment.log('debug', `Error while looking up volume ${name}: ${known.message}`);
    return null;
  });
}

/**
 * Finds a volume: in the driver that is known for the name, else in all drivers, in any order. A volume that its driver no longer
 * has is forgotten (the same, getVolume). The caller holds the lock of the name.
 */
export async function findVolume(store: VolumeStore, name: string, driver: string): Promise<StoredVolume> {
  const record = store.environment.disk.volumes.get(name);
  if (driver !== '' && record !== undefined && record.driver !== '' && record.driver !== driver) {
    throw new DaemonError('provided volume driver does not match stored driver', {status: 'conflict'});
  }
  const known = record?.driver || driver || store.names.get(name)?.volume.driver || '';
  const labels = record?.labels ?? null;
  const options = record?.options ?? null;
  if (known === '') return probe(store, name, {labels, options});
  if (driver === '' && record === undefined) store.record({name, driver: known, labels, options});
  const volume = await lookupVolume(store, known, name);
  if (volume === null) {
    await store.forget(name);
    throw noSuchVolume();
  }
  const found = await store.drivers.lookup(known).catch(ignoreDaemonError);
  return {volume, labels, options, scope: found === null ? '' : await found.scope()};
}

async function probe(
  store: VolumeStore,
  name: string,
  kept: Pick<StoredVolume, 'labels' | 'options'>,
): Promise<StoredVolume> {
  for (const driver of await store.drivers.all()) {
    const volume = await driver.get(name).catch(ignoreDaemonError);
    store.environment.life.check();
    if (volume === null) continue;
    store.record({name, driver: volume.driver, ...kept});
    return {volume, ...kept, scope: await driver.scope()};
  }
  throw noSuchVolume();
}

/**
 * The volume, if the daemon knows the name and its driver still has it; an error if that is another driver than `driver`, or if
 * containers refer to a volume that is gone (the same, checkConflict).
 */
export async function checkConflict(
  store: VolumeStore,
  name: string,
  driver: string,
): Promise<StoredVolume | null> {
  const known = store.names.get(name);
  if (known === undefined) return null;
  const owner = known.volume.driver;
  const isOther = driver !== '' && (await store.drivers.lookup(driver)).name !== owner;
  const found = await lookupVolume(store, owner, known.volume.name).catch(error => {
    const {message} = asDaemonError(error);
    throw conflict(
      `found reference to volume '${name}' in driver '${owner}', but got an error while checking the driver: ${message}`,
    );
  });
  if (found !== null) {
    if (isOther) throw conflict(`driver '${owner}' already has volume '${name}'`);
    return known;
  }
  if (store.references(known.volume.name).length > 0) {
    throw conflict(
      `found references to volume '${name}' in driver '${owner}' but the volume was not found in the driver -- you may need to remove containers referencing this volume or force remove the volume to re-create it`,
    );
  }
  await store.forget(name);
  return null;
}

function conflict(text: string): DaemonError {
  return new DaemonError(`${text}: volume name must be unique`, {
    status: 'conflict',
    reason: 'name-conflict',
  });
}

function noSuchVolume(): DaemonError {
  return new DaemonError('no such volume', {status: 'not-found', reason: 'no-such-volume'});
}
