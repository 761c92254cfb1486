import type {Requirements} from '../../../src/authoring.ts';

/** Join, Leave and ports: obligations 43 to 59. */
export const attachment: Requirements = {
  43: {
    text: "SrcName exists in the daemon's namespace when Join answers, is at most 15 characters long and the endpoint's alone.",
    source: [
      'moby v28.5.2 libnetwork/osl/interface_linux.go createInterface',
      'recording 26.1.5/network-join-no-such-interface',
      'moby/libnetwork#1520',
    ],
  },
  44: {
    text: 'DstPrefix comes with SrcName.',
    source: [
      'moby v28.5.2 libnetwork/osl/interface_linux.go generateIfaceName',
      'recording 26.1.5/network-join-empty-names',
    ],
  },
  45: {
    text: 'The driver does not move or rename the interface, nor rely on DstName.',
    source: ['moby v28.5.2 libnetwork/drivers/remote/driver.go Join', 'moby/libnetwork#932'],
  },
  46: {
    text: 'The SandboxKey file is not needed during Join.',
    source: [
      'moby v26.1.5 daemon/container_operations.go initializeNetworking',
      'recording 26.1.5/network-run',
    ],
  },
  47: {
    text: 'Gateways are bare addresses of the right family and on-link.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go Join',
      'recording 26.1.5/network-join-bad-gateway',
    ],
  },
  48: {
    text: 'Static routes have a Destination, and a NextHop for type 0.',
    source: [
      'moby v28.5.2 libnetwork/endpoint_info.go hasGatewayOrDefaultRoute',
      'recording 26.1.5/network-join-bad-route',
    ],
  },
  49: {
    text: 'No default route stands in StaticRoutes beside Gateway.',
    source: [
      'moby v28.5.2 libnetwork/sandbox_linux.go updateGateway',
      'recording 26.1.5/network-run-static-routes',
    ],
  },
  50: {
    text: 'DisableGatewayService is set where neither gateway nor docker_gwbridge is wanted.',
    source: ['moby v28.5.2 libnetwork/default_gateway.go needDefaultGW'],
    untested:
      "whether a container shall have the daemon's own bridge beside this network is the author's choice",
  },
  51: {
    text: 'A failed Join leaves nothing attached.',
    source: ['moby docker-v29.7.2 daemon/libnetwork/endpoint.go sbJoin', 'recording 26.1.5/network-join-err'],
  },
  52: {
    text: 'Leave after a failed Join, and twice, is accepted.',
    source: ['moby docker-v29.7.2 daemon/libnetwork/endpoint.go sbJoin'],
  },
  53: {
    text: 'Join after Leave on the same endpoint is accepted.',
    source: ['moby v28.5.2 libnetwork/sandbox.go Refresh'],
  },
  54: {
    text: 'Leave does not fail because the interface is inside the container.',
    source: ['moby v28.5.2 libnetwork/endpoint.go sbLeave'],
  },
  55: {
    text: 'Ports are read from lists of any length and order.',
    source: ['moby v28.5.2 libnetwork/sandbox.go Labels', 'recording 26.1.5/network-run-ports'],
  },
  56: {
    text: 'Program- and RevokeExternalConnectivity are served or answered with 404.',
    source: [
      'moby v28.5.2 libnetwork/drivers/remote/driver.go ProgramExternalConnectivity',
      'recording 26.1.5/network-programexternalconnectivity-err',
    ],
  },
  57: {
    text: 'Nothing depends on ProgramExternalConnectivity.',
    source: ['moby v28.5.2 libnetwork/endpoint.go sbJoin', 'recording 26.1.5/network-internal'],
  },
  58: {
    text: 'Revoke without Program, Leave without Revoke and Program after Revoke are accepted.',
    source: [
      'moby docker-v29.7.2 daemon/libnetwork/drivers/remote/driver.go Leave',
      'recording 26.1.5/network-internal',
    ],
  },
  59: {
    text: 'A Program that failed keeps nothing.',
    source: ['moby v28.5.2 libnetwork/endpoint.go sbJoin'],
  },
};
