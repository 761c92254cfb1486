import type {CheckContext} from '../../src/authoring.ts';
import {subnetV4, subnetV6} from './_subnet.ts';

/** One element of IPv4Data or IPv6Data, keys in dockerd's order. */
export interface IpamData {
  readonly AddressSpace: string;
  readonly AuxAddresses?: Readonly<Record<string, string>>;
  readonly Gateway?: string;
  readonly Pool?: string;
}

/** A pool and its gateway, as the built-in IPAM driver gives them. */
export function defaultData(t: CheckContext): IpamData {
  const {pool, gateway} = subnetV4(t);
  return {AddressSpace: 'LocalDefault', Gateway: gateway, Pool: pool};
}

/** The same for IPv6. */
export function defaultDataV6(t: CheckContext): IpamData {
  const {pool, gateway} = subnetV6(t);
  return {AddressSpace: 'LocalDefault', Gateway: gateway, Pool: pool};
}

/** What the null IPAM driver gives. */
export const nullData: IpamData = {AddressSpace: 'null', Pool: '0.0.0.0/0'};

/** Options of CreateNetwork; keys are sorted on the way out, as Go sorts a map (moby v28.5.2 daemon/network.go createNetwork). */
export function networkOptions(
  t: CheckContext,
  hasV6 = false,
  options: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const known = Number.parseInt(t.facts.engine, 10) >= 28 ? {'com.docker.network.enable_ipv4': true} : {};
  return {
    ...known,
    'com.docker.network.enable_ipv6': hasV6,
    'com.docker.network.generic': t.settings.networkOpts,
    ...options,
  };
}
