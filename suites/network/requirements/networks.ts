import type {Requirements} from '../../../src/authoring.ts';

/** Networks: obligations 19 to 29. */
export const networks: Requirements = {
  19: {
    text: 'IPv4Data and IPv6Data may have no, one or several elements.',
    source: ['moby v28.5.2 libnetwork/network.go getIPData', 'recording 26.1.5/network-create-ipv6'],
  },
  20: {
    text: 'Gateway and AuxAddresses may be missing.',
    source: [
      'moby v28.5.2 libnetwork/driverapi/ipamdata.go MarshalJSON',
      'recording 26.1.5/network-ipam-null',
    ],
  },
  21: {
    text: 'Gateway and AuxAddresses carry a prefix length.',
    source: [
      'moby v28.5.2 libnetwork/driverapi/ipamdata.go MarshalJSON',
      'recording 26.1.5/network-create-subnet',
    ],
  },
  22: {
    text: 'No user options are fine; bad ones are refused.',
    source: ['moby v28.5.2 daemon/network.go createNetwork', 'recording 26.1.5/network-create-options'],
  },
  23: {
    text: 'Ids are opaque: swarm makes them of 25 letters and digits.',
    source: ['moby v28.5.2 daemon/cluster/executor/container/container.go networkCreateRequest'],
  },
  24: {
    text: 'A failed CreateNetwork leaves nothing behind.',
    source: [
      'moby v28.5.2 libnetwork/controller.go NewNetwork',
      'recording 26.1.5/network-createnetwork-err',
    ],
  },
  25: {
    text: 'DeleteNetwork may follow CreateNetwork at once.',
    source: ['moby v28.5.2 libnetwork/controller.go NewNetwork', 'recording 26.1.5/network-create'],
  },
  26: {
    text: 'DeleteNetwork of an unknown id succeeds.',
    source: ['moby v28.5.2 libnetwork/store.go networkCleanup'],
  },
  27: {
    text: 'DeleteNetwork frees everything, also with endpoints left.',
    source: ['moby v28.5.2 libnetwork/network.go delete', 'moby#17217', 'contiv/netplugin#366'],
  },
  28: {
    text: 'Networks with the same subnet are kept apart or refused.',
    source: ['moby v28.5.2 libnetwork/network.go ipamAllocateVersion'],
  },
  29: {
    text: 'Networks are remembered over restarts of plugin and daemon.',
    source: [
      'moby v28.5.2 libnetwork/controller.go New',
      'recording 26.1.5/network-daemon-restart-network',
      'gopher-net/macvlan-docker-plugin#9',
      'gopher-net/docker-ovs-plugin#6',
    ],
  },
};
