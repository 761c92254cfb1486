import type {Engine} from '../engines/engine.ts';
import {DaemonPanic} from '../errors.ts';
import {formatPrefix} from '../ipam/address.ts';
import type {Endpoint} from './endpoint.ts';

/** The endpoints through which a container reaches the world. */
export interface Gateways {
  readonly ipv4: Endpoint | null;
  readonly ipv6: Endpoint | null;
}

/** Does this endpoint give a way out, per family? From 28.0 default routes count too, and one without a destination is looked into all the same. */
export function givesGateway({record}: Endpoint, {networks}: Engine): {ipv4: boolean; ipv6: boolean} {
  const {join} = record;
  if (join === null) return {ipv4: false, ipv6: false};
  const byGateway = {ipv4: join.gateway !== null, ipv6: join.gatewayIpv6 !== null};
  if (networks.gateways === 'one') return byGateway;
  if (byGateway.ipv4 && byGateway.ipv6) return byGateway;
  const routes = join.routes.map(({destination}) => {
    if (destination === null) throw new DaemonPanic();
    return formatPrefix(destination);
  });
  return {
    ipv4: byGateway.ipv4 || routes.includes('0.0.0.0/0'),
    ipv6: byGateway.ipv6 || routes.includes('::/0'),
  };
}

/** More gateways come first; up to 27 an IPv6 one counts twice. */
export function gatewayRank(endpoint: Endpoint, engine: Engine): number {
  const {ipv4, ipv6} = givesGateway(endpoint, engine);
  return Number(ipv4) + Number(ipv6) * (engine.networks.gateways === 'one' ? 2 : 1);
}

/** The gateways among sorted endpoints (moby v28.5.2 libnetwork/default_gateway.go selectGatewayEndpoint); up to 27 the first with an IPv4 one. */
export function gatewaysOf(endpoints: readonly Endpoint[], engine: Engine): Gateways {
  const usable = endpoints.filter(({network}) => !network.isSpecial);
  const able = usable.map(endpoint => ({endpoint, ...givesGateway(endpoint, engine)}));
  const ipv4 = able.find(each => each.ipv4)?.endpoint ?? null;
  if (engine.networks.gateways === 'one') return {ipv4, ipv6: null};
  const both = able.find(each => each.ipv4 && each.ipv6)?.endpoint;
  if (both !== undefined) return {ipv4: both, ipv6: both};
  return {ipv4, ipv6: able.find(each => each.ipv6)?.endpoint ?? null};
}
