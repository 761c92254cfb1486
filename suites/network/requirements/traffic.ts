import type {Requirements} from '../../../src/authoring.ts';

/** What networks are for: docker promises it to its users, whoever drives the network. */
export const traffic: Requirements = {
  71: {
    text: 'Containers of one network reach each other.',
    source: [
      'docs.docker.com/engine/network: containers on the same network communicate with each other by their addresses',
      'moby v28.5.2 libnetwork/sandbox_linux.go populateNetworkResources',
    ],
  },
  72: {
    text: 'Containers of different networks are kept apart, unless the driver routes between them on purpose.',
    source: ['docs.docker.com/engine/network/drivers/bridge: isolation of user-defined networks'],
  },
  73: {
    text: 'A gateway that Join names answers on the link.',
    source: ['moby v28.5.2 libnetwork/osl/route_linux.go programGateway'],
  },
  74: {
    text: 'The MTU that the user asked for is that of the interface in the container.',
    source: ['moby v28.5.2 libnetwork/drivers/bridge/bridge_linux.go createVeth'],
  },
  75: {
    text: 'On an internal network Join gives no gateway: dockerd takes what it gives for the default route.',
    source: [
      'docs.docker.com/reference/cli/docker/network/create: --internal restricts external access to the network',
      'moby v28.5.2 libnetwork/sandbox_linux.go updateGateway',
    ],
  },
  76: {
    text: 'A network takes several containers at a time.',
    source: [
      'docs.docker.com/engine/network: containers on the same network communicate with each other by their addresses',
      'moby v28.5.2 libnetwork/network.go CreateEndpoint',
    ],
  },
};
