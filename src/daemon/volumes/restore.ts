import type {VolumeRecord} from '../disk.ts';
import {asDaemonError} from '../errors.ts';
import {lookupVolume} from './lookup.ts';
import type {VolumeStore} from './store.ts';

/**
 * At daemon start: every volume on disk is asked for, all at once; what its driver does not have is forgotten, what could not be
 * asked for stays on disk but is not known (moby v28.5.2 volume/service/restore.go).
 */
export async function restoreVolumes(store: VolumeStore): Promise<void> {
  const records = [...store.environment.disk.volumes.values()];
  const gone = await Promise.all(records.map(record => restoreVolume(store, record)));
  for (const name of gone) if (name !== null) store.environment.disk.volumes.delete(name);
}

/** The name, when the driver no longer has the volume. */
async function restoreVolume(store: VolumeStore, record: VolumeRecord): Promise<string | null> {
  const {name, driver, labels, options} = record;
  try {
    const volume = await lookupVolume(store, driver, name);
    store.environment.life.check();
    if (volume === null) return name;
    store.remember({volume, labels, options, scope: ''}, undefined);
    store.forgetReferences(volume.name);
  } catch (error) {
    store.environment.log('warning', `Error restoring volume ${name}: ${asDaemonError(error).message}`);
  }
  return null;
}
