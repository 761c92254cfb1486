import type {Requirements} from '../../../src/authoring.ts';

/** Addresses: obligations 25 to 37. */
export const addresses: Requirements = {
  25: {
    text: 'A chosen address is free and in the pool.',
    source: [
      'moby v28.5.2 libnetwork/endpoint.go assignAddressVersion',
      'recording 26.1.5/ipam-requestaddress-outside-pool',
    ],
  },
  26: {
    text: 'An address asked for is given exactly, or refused.',
    source: ['moby v28.5.2 libnetwork/endpoint.go assignAddressVersion'],
  },
  27: {
    text: "Addresses carry the pool's prefix length.",
    source: [
      'moby v28.5.2 libnetwork/ipams/remote/remote.go RequestAddress',
      'recording 26.1.5/ipam-requestaddress-no-mask',
      'moby#36204',
    ],
  },
  28: {
    text: 'The gateway is given with and without Address.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocateVersion', 'recording 26.1.5/ipam-create'],
  },
  29: {
    text: 'Endpoints do not get network, broadcast, gateway and auxiliary addresses.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocateVersion'],
  },
  30: {
    text: 'A gateway in Data has a prefix length and is reserved.',
    source: [
      'moby v28.5.2 libnetwork/network.go ipamAllocateVersion',
      'recording 26.1.5/ipam-pool-data-gateway',
    ],
  },
  31: {
    text: 'An exhausted pool is an error and recovers.',
    source: [
      'moby v28.5.2 libnetwork/ipams/remote/remote.go RequestAddress',
      'recording 26.1.5/ipam-requestaddress-empty',
      'contiv/netplugin#1133',
    ],
  },
  32: {
    text: 'With RequiresMACAddress requests without a MAC are accepted too.',
    source: ['moby v28.5.2 libnetwork/network.go createEndpoint', 'recording 26.1.5/ipam-requires-mac'],
  },
  33: {
    text: 'With RequiresMACAddress the same MAC gets the same address, where that is promised.',
    source: ['moby v28.5.2 libnetwork/network.go createEndpoint'],
    untested: 'nothing in the protocol says whether a driver promises it',
  },
  34: {
    text: 'ReleaseAddress takes the bare address as it was given.',
    source: ['moby v28.5.2 libnetwork/ipams/remote/remote.go ReleaseAddress', 'recording 26.1.5/ipam-run'],
  },
  35: {
    text: 'ReleaseAddress of unknown addresses and pools succeeds and frees nothing else.',
    source: ['moby v28.5.2 libnetwork/endpoint.go releaseAddress'],
  },
  36: {
    text: 'A released address can be given again.',
    source: ['moby v28.5.2 libnetwork/endpoint.go releaseAddress', 'contiv/netplugin#1134'],
  },
  37: {
    text: 'Not every address comes back.',
    source: ['moby v28.5.2 libnetwork/network.go createEndpoint'],
    untested: 'it is the daemon that loses the address; a plugin can only offer a way to clean up by hand',
  },
};
