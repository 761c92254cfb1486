import type {IpamFacts, NetworkFacts} from './network-facts.ts';

const HOOK =
  'error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: ';

/** As 20.10.24 is (moby v20.10.24 vendor/github.com/docker/libnetwork); later engines name what they changed. */
const NETWORKS_20_10: NetworkFacts = {
  globalNeedsSwarm: true,
  locksNames: false,
  optionalIpv4: false,
  asksForGateways: false,
  rollsBackUnreadable: false,
  leavesAfterFailedJoin: false,
  sandboxFirst: false,
  gateways: 'one',
  bridgeFirst: true,
  operInfoAfterJoin: true,
  operInfoOfGatewayBridge: true,
  operInfoBeforeInternal: true,
  operInfoAfterRestore: false,
  exposesPublishedOnly: false,
  routeNeedsDestination: false,
  validatesEarly: false,
  macPerNetwork: false,
  startError: '',
  deleteError: 'failed deleting network: ',
  hookError: `${HOOK}time="2026-01-01T00:00:00Z" level=fatal msg={quoted}: unknown`,
  invalidAddress: 'Invalid address',
};
const NETWORKS_24: NetworkFacts = {...NETWORKS_20_10, globalNeedsSwarm: false};
const NETWORKS_25: NetworkFacts = {
  ...NETWORKS_24,
  operInfoBeforeInternal: false,
  locksNames: true,
  validatesEarly: true,
  macPerNetwork: true,
  deleteError: 'failed deleting Network: ',
  hookError: `${HOOK}{text}: unknown`,
  invalidAddress: 'invalid address',
};
const NETWORKS_26: NetworkFacts = {...NETWORKS_25, routeNeedsDestination: true};
const NETWORKS_27: NetworkFacts = {...NETWORKS_26, rollsBackUnreadable: true, operInfoAfterRestore: true};
const NETWORKS_28: NetworkFacts = {
  ...NETWORKS_27,
  optionalIpv4: true,
  asksForGateways: true,
  sandboxFirst: true,
  gateways: 'per-family',
  bridgeFirst: false,
  operInfoAfterJoin: false,
  operInfoOfGatewayBridge: false,
  startError: 'failed to set up container networking: ',
};
const NETWORKS_29: NetworkFacts = {
  ...NETWORKS_28,
  gateways: 'remembered',
  leavesAfterFailedJoin: true,
  exposesPublishedOnly: true,
};

/** By the engine's name. */
export const networkFacts = {
  '20.10': NETWORKS_20_10,
  '23.0': NETWORKS_20_10,
  '24.0': NETWORKS_24,
  '25.0': NETWORKS_25,
  '26.1': NETWORKS_26,
  '27.5': NETWORKS_27,
  '28.5': NETWORKS_28,
  '29': NETWORKS_29,
} as const;

const IPAM_20_10: IpamFacts = {
  spacesAtRegistration: true,
  overlapByAddressSpace: false,
  releasesOverlapsBackwards: true,
  parsesPoolAsPrefix: false,
  releasesEarlierPools: true,
  userGatewayFirst: false,
  keepsAfterFailedReplay: false,
  releasesForOutsideAux: false,
  namesEndpoint: false,
  rotatesPools: true,
  hasDefaultV6: false,
  dockerMacs: true,
  noAddress: 'No address returned',
  noMoreSubnets: family =>
    `could not find an available, non-overlapping IPv${family} address pool among the defaults to assign to the network`,
};
const IPAM_24: IpamFacts = {...IPAM_20_10, spacesAtRegistration: false};
const IPAM_25: IpamFacts = {
  ...IPAM_24,
  releasesOverlapsBackwards: false,
  noAddress: 'no address returned',
};
const IPAM_27: IpamFacts = {
  ...IPAM_25,
  overlapByAddressSpace: true,
  parsesPoolAsPrefix: true,
  releasesEarlierPools: false,
  rotatesPools: false,
  hasDefaultV6: true,
  noMoreSubnets: () => 'all predefined address pools have been fully subnetted',
};
const IPAM_28: IpamFacts = {...IPAM_27, userGatewayFirst: true, dockerMacs: false};
const IPAM_29: IpamFacts = {
  ...IPAM_28,
  releasesEarlierPools: true,
  keepsAfterFailedReplay: true,
  releasesForOutsideAux: true,
  namesEndpoint: true,
};

/** By the engine's name. */
export const ipamFacts = {
  '20.10': IPAM_20_10,
  '23.0': IPAM_20_10,
  '24.0': IPAM_24,
  '25.0': IPAM_25,
  '26.1': IPAM_25,
  '27.5': IPAM_27,
  '28.5': IPAM_28,
  '29': IPAM_29,
} as const;
