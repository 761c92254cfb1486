import type {Requirements} from '../../../src/authoring.ts';

/** Concurrency and restarts: obligations 38 to 48. */
export const lifeCycle: Requirements = {
  38: {
    text: 'No address is given twice under parallel requests.',
    source: ['moby v28.5.2 libnetwork/network.go CreateEndpoint', 'contiv/netplugin#312'],
  },
  39: {
    text: 'No overlapping pools are given under parallel requests.',
    source: ['moby v28.5.2 libnetwork/controller.go NewNetwork'],
  },
  40: {
    text: 'Addresses are given while others of the same pool come back.',
    source: ['moby v28.5.2 libnetwork/endpoint.go Delete'],
  },
  41: {
    text: 'No call hangs.',
    source: ['moby v28.5.2 libnetwork/controller.go reservePools', 'recording 26.1.5/ipam-hang-requestpool'],
  },
  42: {
    text: 'The plugin is there before dockerd, and needs nothing of it.',
    source: [
      'moby v28.5.2 libnetwork/controller.go doReplayPoolReserve',
      'recording 26.1.5/ipam-daemon-restart-replay-false',
    ],
  },
  43: {
    text: 'Without replay pools and addresses are remembered over restarts.',
    source: [
      'moby v28.5.2 libnetwork/controller.go reservePools',
      'recording 26.1.5/ipam-daemon-restart-replay-false',
      'Azure/azure-container-networking#20',
    ],
  },
  44: {
    text: 'With replay a pool may be requested again and is the same.',
    source: [
      'moby v28.5.2 libnetwork/controller.go reservePools',
      'recording 26.1.5/ipam-daemon-restart-replay-true',
    ],
  },
  45: {
    text: 'With replay addresses may be requested again after Activate.',
    source: [
      'moby v28.5.2 libnetwork/endpoint.go assignAddressVersion',
      'recording 26.1.5/ipam-daemon-sigkill-replay-true',
    ],
  },
  46: {
    text: 'With replay the replayed addresses can be released.',
    source: [
      'moby v28.5.2 libnetwork/sandbox_store.go sandboxRestore',
      'recording 26.1.5/ipam-daemon-sigkill-replay-true',
    ],
  },
  47: {
    text: 'After its restart the plugin serves on the same socket without a new Activate.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activate'],
  },
  48: {
    text: 'Releases for a former daemon, and repeated ones, are accepted.',
    source: [
      'moby v28.5.2 libnetwork/store.go networkCleanup',
      'recording 26.1.5/ipam-daemon-live-restore-replay-false',
    ],
  },
};
