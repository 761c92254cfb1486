import type {Requirements} from '../../../src/authoring.ts';

/** Endpoints: obligations 30 to 42. */
export const endpoints: Requirements = {
  30: {
    text: 'No address is returned of a family that was supplied.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go CreateEndpoint',
      'recording 26.1.5/network-createendpoint-changed-address',
      'moby/libnetwork#665',
    ],
  },
  31: {
    text: 'No MAC address is returned where one was supplied.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go CreateEndpoint',
      'recording 26.1.5/network-createendpoint-changed-mac',
    ],
  },
  32: {
    text: 'A supplied MAC and address are honoured.',
    source: [
      'moby v28.5.2 libnetwork/sandbox_linux.go populateNetworkResources',
      'recording 26.1.5/network-run-addresses',
    ],
  },
  33: {
    text: 'Returned addresses carry a prefix length, a MAC has colons.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go parseInterface',
      'recording 26.1.5/network-createendpoint-bad-address',
      'recording 26.1.5/network-createendpoint-bad-mac',
    ],
  },
  34: {
    text: 'Where the daemon gives no address the driver does.',
    source: [
      'moby v28.5.2 libnetwork/ipams/null/null.go RequestAddress',
      'recording 26.1.5/network-ipam-null',
    ],
  },
  35: {
    text: "A user's MAC is taken from Interface.MacAddress.",
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go CreateEndpoint',
      'recording 26.1.5/network-run-mac',
    ],
  },
  36: {
    text: 'A failed CreateEndpoint leaves nothing behind.',
    source: [
      'moby v28.5.2 libnetwork/network.go createEndpoint',
      'recording 26.1.5/network-createendpoint-err',
    ],
  },
  37: {
    text: 'DeleteEndpoint may follow CreateEndpoint at once.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go CreateEndpoint',
      'recording 26.1.5/network-join-err',
      'moby/libnetwork#397',
    ],
  },
  38: {
    text: 'DeleteEndpoint is accepted for an endpoint that never left.',
    source: ['moby v28.5.2 libnetwork/endpoint.go sbJoin', 'recording 26.1.5/network-join-bad-gateway'],
  },
  39: {
    text: 'DeleteEndpoint and Leave of unknown ids succeed.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go CreateEndpoint',
      'moby#22239',
      'moby/libnetwork#882',
    ],
  },
  40: {
    text: 'EndpointOperInfo is implemented.',
    source: [
      'moby v28.0.1 daemon/container_operations.go updateJoinInfo',
      'recording 26.1.5/network-endpointoperinfo-404',
    ],
  },
  41: {
    text: 'EndpointOperInfo may come any number of times, and other endpoints are not disturbed.',
    source: [
      'moby v28.5.2 daemon/container_operations.go disconnectFromNetwork',
      'recording 26.1.5/network-run-operinfo',
      'moby/libnetwork#397',
    ],
  },
  42: {
    text: "An address or MAC of a dead run's endpoint may come again.",
    source: [
      'moby v28.5.2 libnetwork/sandbox_store.go sandboxRestore',
      'recording 26.1.5/network-daemon-sigkill-container',
    ],
  },
};
