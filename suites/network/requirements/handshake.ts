import type {Requirements} from '../../../src/authoring.ts';

/** Handshake and answers in general: obligations 1 to 18. */
export const handshake: Requirements = {
  1: {
    text: 'Implements names NetworkDriver, in this spelling.',
    source: [
      'moby v28.5.2 pkg/plugins/plugins.go implements',
      'recording 26.1.5/network-activate-without-networkdriver',
    ],
  },
  2: {
    text: 'GetCapabilities is answered with 200 and a JSON object though its body is empty.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go getCapabilities',
      'recording 26.1.5/network-capabilities-404',
    ],
  },
  3: {
    text: 'Scope is local or global, in lower case.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go getCapabilities',
      'recording 26.1.5/network-capabilities-bad-scope',
    ],
  },
  4: {
    text: 'ConnectivityScope is absent, empty, local or global.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go getCapabilities',
      'recording 26.1.5/network-capabilities-bad-connectivity',
    ],
  },
  5: {
    text: 'The first GetCapabilities after Activate is answered rightly: there is no second.',
    source: ['moby v28.5.2 pkg/plugins/plugins.go runHandlers'],
  },
  6: {
    text: 'Activate and GetCapabilities give the same answers each time.',
    source: [
      'moby v28.5.2 libnetwork/cnmallocator/networkallocator.go NewAllocator',
      'recording 26.1.5/network-swarm-local',
    ],
  },
  7: {
    text: 'DiscoverNew and DiscoverDelete are answered with success.',
    source: ['moby v28.5.2 libnetwork/agent.go agentDriverNotify', 'moby/libnetwork#1094'],
  },
  8: {
    text: 'GwAllocCheck is implemented when GwAllocChecker is announced, and answers booleans.',
    source: ['moby v28.5.2 libnetwork/drivers/remote/driver.go GetSkipGwAlloc'],
  },
  9: {
    text: 'Success is status 200.',
    source: [
      'moby v28.5.2 pkg/plugins/client.go callWithRetry',
      'recording 26.1.5/network-createnetwork-500',
    ],
  },
  10: {
    text: 'A success has a JSON body.',
    source: [
      'moby v28.5.2 pkg/plugins/client.go CallWithOptions',
      'recording 26.1.5/network-createnetwork-empty',
    ],
  },
  11: {
    text: 'A success has no Err.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go call',
      'recording 26.1.5/network-createnetwork-lower-case-err',
    ],
  },
  12: {
    text: 'A failure has a text in Err.',
    source: ['moby v28.5.2 pkg/plugins/client.go callWithRetry', 'projectcalico/calicoctl#963'],
  },
  13: {
    text: 'Members have the documented JSON types.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go Join',
      'recording 26.1.5/network-join-malformed',
    ],
  },
  14: {
    text: 'No Content-Type and no particular Accept is asked for.',
    source: ['moby v28.5.2 pkg/plugins/transport/http.go NewRequest', 'devplayer0/docker-net-dhcp#6'],
  },
  15: {
    text: 'Unknown methods are answered with 404.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go ProgramExternalConnectivity',
      'recording 26.1.5/network-programexternalconnectivity-404',
      'moby/libnetwork#1094',
    ],
  },
  16: {
    text: 'An empty request body is survived and refused.',
    source: [
      'moby v28.5.2 pkg/plugins/client.go callWithRetry',
      'recording 26.1.5/network-createnetwork-dropped',
    ],
  },
  17: {
    text: 'Unknown keys and options of any type are passed over.',
    source: ['moby v28.5.2 libnetwork/netlabel/labels.go', 'recording 26.1.5/network-run-endpoint-mac'],
  },
  18: {
    text: 'Escapes of JSON are decoded.',
    source: ['moby v28.5.2 pkg/plugins/client.go CallWithOptions', 'recording 26.1.5/network-create-options'],
  },
};
