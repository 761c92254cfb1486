import {hexId} from '../../core/names.ts';
import type {Workload, WorkloadSettings} from '../workload.ts';

/** Volumes: made, mounted, removed. */
export function volumeWorkload({prefix, random, volumeOpts}: WorkloadSettings): Workload {
  const nameOf = (object: number) => `${prefix}-bench-${object}`;
  const ids = new Map<number, string>();
  const idOf = (object: number) => {
    const id = ids.get(object) ?? hexId(random);
    ids.set(object, id);
    return id;
  };
  const opts = Object.keys(volumeOpts).length === 0 ? null : volumeOpts;
  const about = (object: number) => ({Name: nameOf(object)});
  const mount = (object: number) => ({Name: nameOf(object), ID: idOf(object)});
  return {
    interface: 'volume',
    word: 'VolumeDriver',
    objects: 'volumes',
    most: 1_000_000,
    make: {method: 'VolumeDriver.Create', body: object => ({Name: nameOf(object), Opts: opts})},
    unmake: {method: 'VolumeDriver.Remove', body: about},
    life: [
      {method: 'VolumeDriver.Mount', body: mount},
      {method: 'VolumeDriver.Path', body: about},
      {method: 'VolumeDriver.Unmount', body: mount},
    ],
    reads: [
      {method: 'VolumeDriver.Get', body: about},
      {method: 'VolumeDriver.List', body: () => ({})},
    ],
    leak: object => ({name: nameOf(object), command: `docker volume rm ${nameOf(object)}`}),
  };
}
