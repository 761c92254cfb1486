import {formatPrefix} from '../ipam/address.ts';
import type {NetworkContext} from './context.ts';
import type {Endpoint} from './endpoint.ts';
import {isOnGatewayBridge, type Sandbox} from './sandbox.ts';

/** Does nothing give this sandbox a way out, and nobody refuse one? (moby v28.5.2 libnetwork/default_gateway.go needDefaultGW) */
export function needsGatewayBridge({environment}: NetworkContext, sandbox: Sandbox): boolean {
  const {gateways} = environment.engine.networks;
  const asking = sandbox.endpoints.filter(
    endpoint =>
      !isOnGatewayBridge(endpoint) &&
      !endpoint.network.isSpecial &&
      !endpoint.network.record.internal &&
      !endpoint.record.join?.disableGatewayService,
  );
  return asking.length > 0 && !asking.some(endpoint => hasWayOut(endpoint, gateways === 'one'));
}

function hasWayOut({record}: Endpoint, isIpv4Only: boolean): boolean {
  const {join} = record;
  if (join === null) return false;
  if (join.gateway !== null || (!isIpv4Only && join.gatewayIpv6 !== null)) return true;
  return join.routes.some(
    ({destination}) => destination !== null && formatPrefix(destination) === '0.0.0.0/0',
  );
}
