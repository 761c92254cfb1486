import type {Requirements} from '../../../src/authoring.ts';

/** Handshake, errors and pools: obligations 1 to 24. */
export const calls: Requirements = {
  1: {
    text: 'Implements names IpamDriver, in this spelling.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go implements'],
  },
  2: {
    text: 'GetCapabilities gives two booleans, or is not served.',
    source: [
      'moby v28.5.2 libnetwork/ipams/remote/remote.go Register',
      'recording 26.1.5/ipam-capabilities-malformed',
    ],
  },
  3: {
    text: 'GetDefaultAddressSpaces is answered with two strings.',
    source: [
      'moby v28.5.2 libnetwork/network.go deriveAddressSpace',
      'moby v23.0.18 libnetwork/drvregistry/drvregistry.go registerIpamDriver',
      'recording 26.1.5/ipam-addressspaces-404',
    ],
  },
  4: {
    text: 'GetDefaultAddressSpaces gives the same answer each time.',
    source: ['moby v28.5.2 libnetwork/ipams/remote/remote.go RequestPool'],
  },
  5: {
    text: 'Local and global address space have different names.',
    source: ['moby v28.5.2 libnetwork/ipams/remote/remote.go RequestPool'],
  },
  6: {
    text: 'Address spaces that were announced are accepted, also after a restart.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocate'],
  },
  7: {
    text: 'A failure is `Error` with 200, or another status.',
    source: [
      'moby v28.5.2 libnetwork/ipams/remote/api/api.go Response',
      'recording 26.1.5/ipam-requestpool-err',
    ],
  },
  8: {
    text: 'A success has no Error and a JSON body.',
    source: [
      'moby v28.5.2 libnetwork/ipams/remote/remote.go call',
      'recording 26.1.5/ipam-requestpool-empty',
    ],
  },
  9: {
    text: 'An empty request body is survived and refused.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry'],
  },
  10: {
    text: 'Options may be null, empty or hold unknown keys.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocateVersion', 'recording 26.1.5/ipam-create'],
  },
  11: {
    text: 'The pool asked for is the pool given, or there is an error.',
    source: [
      'moby v28.5.2 libnetwork/network.go ipamAllocateVersion',
      'recording 26.1.5/ipam-requestpool-other-pool',
    ],
  },
  12: {
    text: 'Without Pool the driver chooses one of the right family.',
    source: [
      'moby v28.5.2 libnetwork/network.go ipamAllocateVersion',
      'recording 26.1.5/ipam-create',
      'moby#28055',
    ],
  },
  13: {
    text: 'A pool that is held is not given again for an empty Pool.',
    source: ['moby v28.5.2 libnetwork/ipams/remote/remote.go RequestPool', 'moby/libnetwork#1465'],
  },
  14: {
    text: 'Pools that come back at once can be given again.',
    source: ['moby v28.5.2 libnetwork/ipams/remote/remote.go RequestPool'],
  },
  15: {
    text: 'Pool is a subnet without host bits, PoolID a string.',
    source: [
      'moby v28.5.2 libnetwork/ipams/remote/remote.go requestPool',
      'recording 26.1.5/ipam-requestpool-bad-cidr',
    ],
  },
  16: {
    text: 'The same subnet twice is two pools, counted, or refused.',
    source: ['moby v28.5.2 libnetwork/network.go ipamReleaseVersion'],
  },
  17: {
    text: 'A PoolID is valid until ReleasePool.',
    source: [
      'moby v28.5.2 libnetwork/network.go getIPInfo',
      'recording 26.1.5/ipam-daemon-restart-replay-false',
    ],
  },
  18: {
    text: 'Addresses come from SubPool where there is one.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocateVersion'],
  },
  19: {
    text: 'Addresses asked for are given though they lie outside SubPool.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocateVersion'],
  },
  20: {
    text: 'Unknown options of the user are honoured or refused with a clear error.',
    source: [
      'moby v28.5.2 libnetwork/network.go ipamAllocateVersion',
      'recording 26.1.5/ipam-create-options',
      'projectcalico/libnetwork-plugin#121',
    ],
  },
  21: {
    text: 'Several pools, also of both families, live side by side.',
    source: [
      'moby v28.5.2 libnetwork/network.go ipamAllocate',
      'recording 26.1.5/ipam-create-two-subnets',
      'recording 26.1.5/ipam-create-ipv6',
    ],
  },
  22: {
    text: 'ReleasePool frees all addresses of the pool.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocateVersion'],
  },
  23: {
    text: 'ReleasePool of an unknown or empty PoolID succeeds and frees nothing else.',
    source: ['moby v28.5.2 libnetwork/store.go networkCleanup'],
  },
  24: {
    text: 'After ReleasePool the subnet can be requested again.',
    source: ['moby v28.5.2 libnetwork/network.go ipamRelease', 'projectcalico/calicoctl#963'],
  },
};
