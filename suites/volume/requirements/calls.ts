import type {Requirements} from '../../../src/authoring.ts';

/** Get, List, Create and the names they are called with: obligations 1 to 24. */
export const calls: Requirements = {
  1: {
    text: 'Get is implemented and finds every volume that exists.',
    source: [
      'moby v28.5.2 volume/service/store.go lookupVolume',
      'recording 26.1.5/volume-get-fails-404',
      'vmware/vsphere-storage-for-docker#17',
    ],
  },
  2: {
    text: 'Get of an unknown name is an error or a null Volume, never an empty object.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.create',
      'recording 26.1.5/volume-get-empty-volume-on-create',
      'moby#21857',
    ],
  },
  3: {
    text: 'Get answers exactly the name that was asked for: no case folding, no trimming, no prefix.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter.Get',
      'recording 26.1.5/volume-get-fails-other-name',
      'vmware/vsphere-storage-for-docker#1178',
    ],
  },
  4: {
    text: 'Get does not fail for an existing volume because of a passing trouble.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.getVolume'],
  },
  5: {
    text: 'CreatedAt is RFC 3339 or absent, and tells when the volume was made.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go proxyVolume',
      'recording 26.1.5/volume-createdat-invalid',
      'docker/go-plugins-helpers#108',
      'docker/go-plugins-helpers#105',
    ],
  },
  6: {
    text: 'Status is an object or absent.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go proxyVolume',
      'recording 26.1.5/volume-status-createdat',
    ],
  },
  7: {
    text: 'Name is a string in Get and List.',
    source: ['moby v28.5.2 volume/drivers/adapter.go proxyVolume'],
  },
  8: {
    text: 'List has no null entries.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter.List',
      'recording 26.1.5/volume-list-null-entry',
    ],
  },
  9: {
    text: 'List has each volume once, with a name.',
    source: ['moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter.List'],
  },
  10: {
    text: 'List and Get agree on which volumes there are.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.list'],
  },
  11: {
    text: 'List of no volumes is a success.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.list', 'recording 26.1.5/volume-list-fails'],
  },
  12: {
    text: 'List does not fail as a whole because of one volume.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.list'],
  },
  13: {
    text: 'After a successful Create, Get and List show the volume at once.',
    source: [
      'moby v28.5.2 volume/service/service.go VolumesService.Mount',
      'recording 26.1.5/volume-run-lifecycle',
    ],
  },
  14: {
    text: 'After a successful Remove, Get says that it is gone, List does not show it, and the name is free.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.Remove',
      'recording 26.1.5/volume-rm',
      'sapk/docker-volume-gluster#39',
    ],
  },
  15: {
    text: 'Create takes null, absent and empty Opts alike.',
    source: [
      'moby v28.5.2 volume/drivers/proxy.go volumeDriverProxy.Create',
      'recording 26.1.5/volume-create',
      'vmware/vsphere-storage-for-docker#840',
    ],
  },
  16: {
    text: 'Create refuses an option that it does not know and names it.',
    source: [
      'moby v28.5.2 volume/drivers/proxy.go volumeDriverProxy.Create',
      'recording 26.1.5/volume-create-opts',
    ],
  },
  17: {
    text: 'Create of an existing name succeeds or gives an error, and destroys nothing.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.create',
      'recording 26.1.5/volume-create-existing',
      'rclone/rclone#9231',
    ],
  },
  18: {
    text: 'A failed Create leaves nothing behind.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.create',
      'recording 26.1.5/volume-create-fails-err-500',
    ],
  },
  19: {
    text: 'Option values are taken as they are: spaces, equals signs, quotes, any letters, nothing at all.',
    source: [
      'moby v28.5.2 volume/drivers/proxy.go volumeDriverProxyCreateRequest',
      'recording 26.1.5/volume-create-opts',
      'vieux/docker-volume-sshfs#21',
    ],
  },
  20: {
    text: 'Names of any characters and any length are handled or refused, and reach no file system and no shell as they are.',
    source: [
      'moby v28.5.2 volume/mounts/linux_parser.go linuxParser.ValidateVolumeName',
      'hpe-storage/python-hpedockerplugin#131',
      'moby#21786',
    ],
  },
  21: {
    text: 'Get, Remove, Mount and Unmount bear such names as well; no path is a volume.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.getVolume'],
  },
  22: {
    text: 'An empty or missing Name is an error in every call that has one.',
    source: [
      'moby v28.5.2 pkg/plugins/client.go Client.callWithRetry',
      'recording 26.1.5/volume-plugin-drops-request',
    ],
  },
  23: {
    text: 'Names of one character and of 64 hex digits work or are refused.',
    source: [
      'moby v28.5.2 volume/service/service.go VolumesService.Create',
      'recording 26.1.5/volume-anonymous-rm',
    ],
  },
  24: {
    text: 'Get of an unknown name is fast and changes nothing.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.getVolume',
      'moby#20198',
      'ContainX/docker-volume-netshare#50',
    ],
  },
};
