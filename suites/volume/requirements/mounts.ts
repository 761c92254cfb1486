import type {Requirements} from '../../../src/authoring.ts';

/** Mount, Unmount, Remove and Capabilities: obligations 25 to 34, 37 and 43 to 50. */
export const mounts: Requirements = {
  25: {
    text: 'Mount answers a path that is absolute and not empty.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeAdapter.Mount',
      'recording 26.1.5/volume-mount-mountpoints',
      'rancher/convoy#118',
    ],
  },
  26: {
    text: "The path is a directory in the daemon's mount namespace when Mount answers.",
    source: [
      'moby v28.5.2 volume/mounts/mounts.go MountPoint.Setup',
      'recording 26.1.5/volume-mount-mountpoints',
      'moby#33378',
      'rexray/rexray#502',
    ],
  },
  27: {
    text: 'What one container writes the next container of the same volume reads, and no other volume shows it.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeAdapter.Mount',
      'recording 26.1.5/volume-run-existing-volume',
      'ContainX/docker-volume-netshare#108',
    ],
  },
  28: {
    text: 'Mount of an unknown volume fails.',
    source: [
      'moby v28.5.2 volume/drivers/proxy.go volumeDriverProxy.Mount',
      'recording 26.1.5/volume-mount-fails',
    ],
  },
  29: {
    text: 'A Mount that fails leaves no mount behind: no Unmount follows.',
    source: [
      'moby v28.5.2 volume/mounts/mounts.go MountPoint.Setup',
      'recording 26.1.5/volume-mount-fails-second-of-two',
      'moby#22564',
      'vmware/vsphere-storage-for-docker#608',
    ],
  },
  30: {
    text: 'Mounts of one volume by different IDs give the same files to both.',
    source: [
      'moby v28.5.2 volume/service/service.go VolumesService.Mount',
      'recording 26.1.5/volume-two-containers',
    ],
  },
  31: {
    text: 'After the Unmount of one of two IDs the volume stays usable for the other.',
    source: [
      'moby v28.5.2 container/container.go Container.UnmountVolumes',
      'recording 26.1.5/volume-two-containers',
      'moby#17585',
      'moby#22584',
    ],
  },
  32: {
    text: 'Mount by an ID that is mounted already succeeds and gives the same files.',
    source: ['moby v28.5.2 volume/mounts/mounts.go MountPoint.Setup', 'recording 26.1.5/volume-cp-running'],
  },
  33: {
    text: 'Mount, Mount, Unmount, Unmount by one ID succeed all four.',
    source: [
      'moby v28.5.2 daemon/containerfs_linux.go containerFSView.Close',
      'recording 26.1.5/volume-cp-running',
    ],
  },
  34: {
    text: 'Between two Unmounts by one ID that mounted twice the files stay reachable.',
    source: [
      'moby v28.5.2 daemon/containerfs_linux.go containerFSView.Close',
      'recording 26.1.5/volume-cp-running',
      'aws/amazon-ecs-agent#4425',
      'moby#34665',
    ],
  },
  37: {
    text: 'Unmount by an unknown ID, or of a volume that is not mounted, succeeds and disturbs nobody.',
    source: ['moby v28.5.2 container/container.go Container.UnmountVolumes'],
  },
  43: {
    text: 'Several rounds of Mount and Unmount by one ID work, however soon they follow each other.',
    source: [
      'moby v20.10.24 volume/mounts/mounts.go MountPoint.Cleanup',
      'recording 20.10.24/volume-daemon-live-restore',
      'moby#27339',
    ],
  },
  44: {
    text: 'Remove of an unknown volume is answered with an error.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.Remove',
      'recording 26.1.5/volume-remove-fails',
    ],
  },
  45: {
    text: 'Remove of a mounted volume is refused or detaches safely; it destroys no data under a container.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.purge'],
  },
  46: {
    text: 'A refused Remove leaves the volume fully usable.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.Remove',
      'recording 26.1.5/volume-remove-fails',
    ],
  },
  47: {
    text: 'Create, Remove, Create by one name gives an empty new volume.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.Remove', 'sapk/docker-volume-rclone#49'],
  },
  48: {
    text: 'Capabilities is answered quickly; implemented, it saves a call per operation.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter.getCapabilities',
      'recording 26.1.5/volume-capabilities-404',
    ],
  },
  49: {
    text: 'Scope is local or global in any letter case.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter.getCapabilities',
      'recording 26.1.5/volume-capabilities-invalid',
    ],
  },
  50: {
    text: 'Capabilities is an object whose Scope is a string.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeDriverAdapter.getCapabilities',
      'recording 26.1.5/volume-capabilities-malformed',
    ],
  },
};
