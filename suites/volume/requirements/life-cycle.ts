import type {Requirements} from '../../../src/authoring.ts';

/** Restarts, parallel calls and all the rest: obligations 35, 36, 38 to 42 and 51 to 65; 66 and 67 are not of the protocol but of the field. */
export const lifeCycle: Requirements = {
  35: {
    text: 'Mount, crash of the daemon, Mount and one Unmount by the same ID end unmounted and removable.',
    source: [
      'moby v28.5.2 daemon/daemon.go Daemon.restore',
      'recording 26.1.5/volume-daemon-sigkill-always',
      'sapk/docker-volume-gluster#17',
    ],
  },
  36: {
    text: 'A volume whose Unmount never came can be mounted and removed.',
    source: [
      'moby v28.5.2 daemon/daemon.go Daemon.restore',
      'recording 26.1.5/volume-daemon-sigkill-no-policy',
      'yp-engineering/rbd-docker-plugin#32',
    ],
  },
  38: {
    text: 'After a restart of the plugin Unmount of an earlier mount succeeds and releases it.',
    source: [
      'moby v28.5.2 volume/mounts/mounts.go MountPoint.Cleanup',
      'recording 26.1.5/volume-plugin-restart',
      'vieux/docker-volume-sshfs#14',
    ],
  },
  39: {
    text: 'After a restart of the plugin all volumes are known before the socket is open.',
    source: [
      'moby v28.5.2 volume/service/restore.go VolumeStore.restore',
      'ContainX/docker-volume-netshare#113',
      'rclone/rclone#6769',
      'rclone/rclone#9853',
    ],
  },
  40: {
    text: 'A restart of the plugin does not disturb the mounts of running containers.',
    source: ['moby v28.5.2 volume/mounts/mounts.go MountPoint.Setup', 'rexray/rexray#1319'],
  },
  41: {
    text: 'At a restart of the daemon Activate, Capabilities and many parallel Gets are answered.',
    source: [
      'moby v28.5.2 volume/service/restore.go VolumeStore.restore',
      'recording 26.1.5/volume-daemon-sigterm-always',
    ],
  },
  42: {
    text: 'Unmount takes an ID that was mounted under an earlier daemon process.',
    source: [
      'moby v28.5.2 volume/mounts/mounts.go MountPoint.LiveRestore',
      'recording 26.1.5/volume-daemon-live-restore',
    ],
  },
  51: {
    text: 'Parallel Mounts of one volume by different IDs succeed all.',
    source: [
      'moby v28.5.2 volume/service/service.go VolumesService.Mount',
      'recording 26.1.5/volume-parallel-runs-same-volume',
    ],
  },
  52: {
    text: 'Mount by one ID and Unmount by another at one time leave the volume mounted.',
    source: ['moby v28.5.2 volume/service/service.go VolumesService.Mount'],
  },
  53: {
    text: 'Parallel Unmounts by the last two IDs succeed both and end unmounted.',
    source: ['moby v28.5.2 volume/service/service.go VolumesService.Unmount'],
  },
  54: {
    text: 'Get, List and Capabilities are answered while a Mount or Create is at work.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.list',
      'moby#18504',
      'vmware/vsphere-storage-for-docker#366',
    ],
  },
  55: {
    text: 'Parallel Creates of different volumes succeed all.',
    source: [
      'moby v28.5.2 volume/service/store.go VolumeStore.Create',
      'recording 26.1.5/volume-parallel-creates',
    ],
  },
  56: {
    text: 'Create and Mount end within 120 s, all other calls within 60 s.',
    source: [
      'moby v28.5.2 volume/drivers/proxy.go longTimeout',
      'recording 26.1.5/volume-hang-mount',
      'moby#33994',
    ],
  },
  57: {
    text: 'When the daemon hangs up during Mount, later calls for the volume work.',
    source: [
      'moby v28.5.2 pkg/plugins/client.go Client.callWithRetry',
      'recording 26.1.5/volume-client-gone-during-call',
    ],
  },
  58: {
    text: 'Unknown members of a request are ignored, and a missing ID is taken for an empty one.',
    source: ['moby v28.5.2 volume/drivers/proxy.go volumeDriverProxyMountRequest', 'ClusterHQ/flocker#2854'],
  },
  59: {
    text: 'Path answers at once: the mountpoint while the volume is mounted, that or nothing before.',
    source: [
      'moby v28.5.2 volume/drivers/adapter.go volumeAdapter.Path',
      'recording 26.1.5/volume-path-fails',
      'moby#18504',
      'ClusterHQ/flocker#1900',
    ],
  },
  60: {
    text: 'A managed plugin makes its mounts below PropagatedMount.',
    source: [
      'moby v28.5.2 plugin/v2/plugin.go Plugin.ScopedPath',
      'recording 26.1.5/managed-volume-propagated',
    ],
    untested: 'shows only where a managed plugin really runs below a daemon',
  },
  61: {
    text: 'A managed plugin answers paths as it sees them, not those of the host.',
    source: ['moby v28.5.2 plugin/v2/plugin.go Plugin.ScopedPath', 'recording 26.1.5/managed-volume'],
    untested: 'shows only where a managed plugin really runs below a daemon',
  },
  62: {
    text: 'Large numbers in Status are strings.',
    source: ['moby v28.5.2 volume/drivers/adapter.go proxyVolume'],
  },
  63: {
    text: 'Error texts are one line, name the volume and say the cause; no secret is among them.',
    source: [
      'moby v28.5.2 volume/service/errors.go OpErr.Error',
      'vieux/docker-volume-sshfs#45',
      'ContainX/docker-volume-netshare#130',
    ],
  },
  64: {
    text: "Volumes do not lie below the engine's data root.",
    source: ['docs.docker.com/engine/extend/legacy_plugins (volume plugins)'],
  },
  65: {
    text: 'A volume that Get or List shows can be mounted and removed, whoever made it.',
    source: ['moby v28.5.2 volume/service/store.go VolumeStore.getVolume'],
  },
  66: {
    text: 'The plugin starts and answers all calls while the Docker API does not answer.',
    source: [
      'moby v28.5.2 volume/service/restore.go VolumeStore.restore',
      'vmware/vsphere-storage-for-docker#366',
      'vmware/vsphere-storage-for-docker#664',
    ],
  },
  67: {
    text: 'A new volume is empty: what an image has at the mountpoint is copied into empty volumes only.',
    source: [
      'moby v28.5.2 daemon/create_unix.go Daemon.populateVolume',
      'moby v28.5.2 container/container_unix.go copyExistingContents',
    ],
  },
};
