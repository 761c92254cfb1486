/** Differences in networks, endpoints and sandboxes. */
export interface NetworkFacts {
  /** Networks of global scope can only be stored in a swarm: without one they are created and deleted again (up to 23.0). */
  readonly globalNeedsSwarm: boolean;
  /** Two creations of one name follow each other (25.0 and later). */
  readonly locksNames: boolean;
  /** IPv4 can be off, and drivers are told whether it is on (28.0 and later). */
  readonly optionalIpv4: boolean;
  /** A driver that announced it is asked whether it needs gateway addresses (28.0 and later). */
  readonly asksForGateways: boolean;
  /** Values of CreateEndpoint and Join that cannot be read are rolled back (27.0 and later). */
  readonly rollsBackUnreadable: boolean;
  /** An error of Join is followed by Leave (29). */
  readonly leavesAfterFailedJoin: boolean;
  /** The container's namespace is there before its endpoints join (28.0 and later). */
  readonly sandboxFirst: boolean;
  /** An endpoint is only one that gave a `Gateway` (up to 27), or there is one per family, by route too (28), whose state is remembered (29). */
  readonly gateways: 'one' | 'per-family' | 'remembered';
  /** The default bridge is joined before all others (up to 27). */
  readonly bridgeFirst: boolean;
  /** EndpointOperInfo is asked for once more after Join, and its error is fatal (up to 28.0.1). */
  readonly operInfoAfterJoin: boolean;
  /** EndpointOperInfo goes to the endpoint on docker_gwbridge, if there is one (up to 28.0). */
  readonly operInfoOfGatewayBridge: boolean;
  /** EndpointOperInfo is asked for before an internal network is joined too, and ports that are mapped hide the name servers (up to 24.0). */
  readonly operInfoBeforeInternal: boolean;
  /** EndpointOperInfo is asked for at daemon start for containers that lived on (27.0 and later). */
  readonly operInfoAfterRestore: boolean;
  /** CreateEndpoint names published ports only (29). */
  readonly exposesPublishedOnly: boolean;
  /** A route without destination kills the request (26.0.1 and later). */
  readonly routeNeedsDestination: boolean;
  /** The user's addresses are looked at before anything is created (25.0 and later). */
  readonly validatesEarly: boolean;
  /** A MAC address belongs to an endpoint, not to the container's first network (API 1.44, 25.0 and later). */
  readonly macPerNetwork: boolean;
  /** What precedes errors of networks at container start (28.1 and later). */
  readonly startError: string;
  /** The daemon's words for a network whose driver cannot be had when it is removed. */
  readonly deleteError: string;
  /** What runc says of an interface that cannot be moved (up to 27); `{text}` and `{quoted}` are filled in. */
  readonly hookError: string;
  /** The first word of an error about an address out of all subnets. */
  readonly invalidAddress: string;
}

/** Differences in address management. */
export interface IpamFacts {
  /** GetDefaultAddressSpaces is asked for once, at registration (up to 23.0). */
  readonly spacesAtRegistration: boolean;
  /** … and before each RequestPool, to learn whether the host's networks count (27.0 and later). */
  readonly overlapByAddressSpace: boolean;
  /** Pools that overlapped are given back last first (up to 24.0). */
  readonly releasesOverlapsBackwards: boolean;
  /** Pools are read by `netip.ParsePrefix` (27.0 and later). */
  readonly parsesPoolAsPrefix: boolean;
  /** Pools of earlier subnets are given back when a later one fails. */
  readonly releasesEarlierPools: boolean;
  /** A gateway in `Data` does not count beside the user's (28.0 and later). */
  readonly userGatewayFirst: boolean;
  /** Pool and gateway that a failed replay did not confirm are kept (29). */
  readonly keepsAfterFailedReplay: boolean;
  /** A pool is given back when an auxiliary address lies outside of it (29). */
  readonly releasesForOutsideAux: boolean;
  /** RequestAddress names the endpoint (29). */
  readonly namesEndpoint: boolean;
  /** The daemon's own IPAM goes round through its pools (up to 26). */
  readonly rotatesPools: boolean;
  /** … and has pools for IPv6 (27.0 and later). */
  readonly hasDefaultV6: boolean;
  /** First octet of random MAC addresses is 02, second 42 (up to 27). */
  readonly dockerMacs: boolean;
  /** For an answer without an address. */
  readonly noAddress: string;
  /** When no predefined pool is left. */
  readonly noMoreSubnets: (family: 4 | 6) => string;
}
