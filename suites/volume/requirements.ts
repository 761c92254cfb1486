import type {Requirements} from '../../src/authoring.ts';

/** What dockerd asks of a volume driver. */
export const requirements: Requirements = {
  1: {
    text: 'Get finds every volume that exists.',
    source: ['moby v28.5.2 volume/service/store.go lookupVolume'],
  },
  2: {
    text: 'Get of an unknown name is an error or a null Volume, never an empty object.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.create'],
  },
  13: {
    text: 'After a successful Create, Get and List show the volume at once.',
    source: ['moby v28.5.2 volume/service/service.go VolumesService.Mount'],
  },
  15: {
    text: 'Create takes null, absent and empty Opts alike.',
    source: ['moby v28.5.2 volume/drivers/proxy.go volumeDriverProxy.Create'],
  },
};
