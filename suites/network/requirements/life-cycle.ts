import type {Requirements} from '../../../src/authoring.ts';

/** Concurrency, time and restarts: obligations 60 to 70. */
export const lifeCycle: Requirements = {
  60: {
    text: 'Calls for different networks and endpoints are served in parallel.',
    source: ['moby v28.5.2 libnetwork/controller.go NewNetwork', 'recording 26.1.5/network-parallel-creates'],
  },
  61: {
    text: 'Join, Leave, DeleteEndpoint and EndpointOperInfo of one network are served in parallel with one CreateEndpoint.',
    source: ['moby v28.5.2 libnetwork/endpoint.go Join', 'recording 26.1.5/network-parallel-runs'],
  },
  62: {
    text: 'Docker is not called back during CreateEndpoint, Join and Leave.',
    source: [
      'moby v28.5.2 libnetwork/network.go CreateEndpoint',
      'devplayer0/docker-net-dhcp#2',
      'projectcalico/libnetwork-plugin#49',
      'weaveworks/weave#2222',
    ],
  },
  63: {
    text: 'No call hangs.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go activateWithLock',
      'recording 26.1.5/network-hang-createnetwork',
    ],
  },
  64: {
    text: 'Calls are answered within the 30 s of a managed plugin.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
  65: {
    text: 'Idle connections stay open or are closed cleanly.',
    source: ['moby v28.5.2 pkg/plugins/client.go newTransport'],
    untested: 'judged for every plugin by the checks of transport',
  },
  66: {
    text: 'After its restart the plugin serves on the same socket without a new Activate.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activate', 'recording 26.1.5/network-run-plugin-down'],
  },
  67: {
    text: 'Leave and DeleteEndpoint are accepted for endpoints from before its restart.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go activate', 'moby#22239', 'moby/libnetwork#882'],
  },
  68: {
    text: 'A new daemon process may use endpoints of the old one.',
    source: [
      'moby v28.5.2 libnetwork/sandbox_store.go sandboxRestore',
      'recording 26.1.5/network-daemon-live-restore',
    ],
  },
  69: {
    text: 'Endpoints that were never deleted are collected at some time.',
    source: [
      'moby v28.5.2 libnetwork/endpoint.go cleanupLocalEndpoints',
      'recording 26.1.5/network-daemon-sigkill-container',
    ],
  },
  70: {
    text: 'DeleteNetwork is accepted though endpoints vanished while the plugin was down.',
    source: ['moby v28.5.2 libnetwork/endpoint.go sbLeave', 'recording 26.1.5/network-run-plugin-down'],
  },
};
