import {DaemonError} from '../errors.ts';
import {type Ip, type Prefix, parseCidr, parseIp} from '../ipam/address.ts';
import type {JoinInfo, StaticRoute} from './record.ts';

/** A Join answer, decoded: every field is there. */
export interface JoinReply {
  readonly InterfaceName: {readonly SrcName: string; readonly DstPrefix: string} | null;
  readonly Gateway: string;
  readonly GatewayIPv6: string;
  readonly StaticRoutes:
    | readonly {readonly Destination: string; readonly RouteType: number; readonly NextHop: string}[]
    | null;
  readonly DisableGatewayService: boolean;
}

/** What dockerd takes from it; the first thing that it cannot read is the error (moby v28.5.2 libnetwork/drivers/remote/driver.go Join). */
export function readJoin(reply: JoinReply): JoinInfo {
  return {
    srcName: reply.InterfaceName?.SrcName ?? '',
    dstPrefix: reply.InterfaceName?.DstPrefix ?? '',
    gateway: readGateway('Gateway', reply.Gateway),
    gatewayIpv6: readGateway('GatewayIPv6', reply.GatewayIPv6),
    routes: (reply.StaticRoutes ?? []).map(readRoute),
    disableGatewayService: reply.DisableGatewayService,
  };
}

function readGateway(field: string, text: string): Ip | null {
  if (text === '') return null;
  const ip = parseIp(text);
  if (ip === null) throw new DaemonError(`unable to parse ${field} "${text}"`);
  return ip;
}

function readRoute(route: {Destination: string; RouteType: number; NextHop: string}): StaticRoute {
  const destination = route.Destination === '' ? null : readCidr(route.Destination);
  const nextHop = route.NextHop === '' ? null : parseIp(route.NextHop);
  if (route.NextHop !== '' && nextHop === null)
    throw new DaemonError(`failed to parse nexthop IP ${route.NextHop}`);
  return {destination, type: route.RouteType, nextHop};
}

/** Go's `net.ParseCIDR` with its error. */
export function readCidr(text: string): Prefix {
  const prefix = parseCidr(text);
  if (prefix === null) throw new DaemonError(`invalid CIDR address: ${text}`);
  return prefix;
}

/** Go's `net.ParseMAC` for 6, 8 and 20 octets, with its error; in the form that Go prints. */
export function readMac(text: string): string {
  const isPlain = [6, 8, 20].some(
    octets =>
      new RegExp(`^[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\\1[0-9a-f]{2}){${octets - 2}}$`, 'i').test(text) ||
      new RegExp(`^(?:[0-9a-f]{4}\\.){${octets / 2 - 1}}[0-9a-f]{4}$`, 'i').test(text),
  );
  if (!isPlain) throw new DaemonError(`address ${text}: invalid MAC address`);
  return (text.toLowerCase().match(/[0-9a-f]{2}/g) ?? []).join(':');
}
