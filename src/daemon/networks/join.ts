import type {Engine} from '../engines/engine.ts';
import {asDaemonError, DaemonError, DaemonPanic, wrapError} from '../errors.ts';
import {connectivityOf} from './connectivity/create.ts';
import type {NetworkContext} from './context.ts';
import type {NetworkDriver} from './driver.ts';
import type {Endpoint} from './endpoint.ts';
import {needsGatewayBridge} from './gateway-need.ts';
import {gatewaysOf} from './gateways.ts';
import {leaveSandbox} from './leave.ts';
import {populate} from './populate.ts';
import type {JoinInfo} from './record.ts';
import type {Sandbox} from './sandbox.ts';

/** Join with the sandbox' lock (moby v28.5.2 libnetwork/endpoint.go Join). */
export function join(context: NetworkContext, endpoint: Endpoint, sandbox: Sandbox): Promise<void> {
  return sandbox.lock.run(() => joinSandbox(context, endpoint, sandbox));
}

/** Join, the interface, the gateway (moby v28.5.2 libnetwork/endpoint.go sbJoin). */
export async function joinSandbox(
  context: NetworkContext,
  endpoint: Endpoint,
  sandbox: Sandbox,
): Promise<void> {
  const {drivers, environment} = context;
  const {engine} = environment;
  if (endpoint.record.sandboxId !== null)
    throw new DaemonError('another container is attached to the same network endpoint');
  endpoint.update({sandboxId: sandbox.id, join: null});
  try {
    const driver = await drivers.get(endpoint.network.driver).catch(error => {
      throw wrapError('failed to get driver during join', error);
    });
    const info = await driver.join(endpoint, sandbox);
    endpoint.programmed = {ipv4: false, ipv6: false};
    await settle(context, {endpoint, sandbox, driver, info});
  } catch (error) {
    // What was not yet stored is not seen by those who clean up.
    if (error instanceof DaemonPanic) endpoint.update({sandboxId: null, join: null});
    if (!(error instanceof DaemonError) || environment.life.isOver) throw error;
    if (engine.networks.leavesAfterFailedJoin) await undoJoin(context, endpoint, sandbox);
    endpoint.update({sandboxId: null});
    throw error;
  }
}

interface Joined {
  readonly endpoint: Endpoint;
  readonly sandbox: Sandbox;
  readonly driver: NetworkDriver;
  readonly info: JoinInfo;
}

/** All after the driver's Join; its failure is followed by Leave. */
async function settle(context: NetworkContext, {endpoint, sandbox, driver, info}: Joined): Promise<void> {
  const {environment} = context;
  const {engine} = environment;
  try {
    endpoint.update({join: usable(endpoint, info, engine.networks.gateways !== 'one')});
    const before = gatewaysOf(sandbox.endpoints, engine);
    sandbox.add(endpoint, engine);
    await populate(context, endpoint, sandbox);
    endpoint.save(environment);
    lookAtRoutes(endpoint, sandbox, engine);
    if (needsGatewayBridge(context, sandbox) && sandbox.gatewayBridge === null)
      return await context.gatewayBridge.setUp(context, sandbox);
    await connectivityOf(context).joined({endpoint, sandbox, before});
    if (!needsGatewayBridge(context, sandbox)) await context.gatewayBridge.clear(context, sandbox);
  } catch (error) {
    if (!(error instanceof DaemonError) || environment.life.isOver) throw error;
    if (!engine.networks.leavesAfterFailedJoin) sandbox.remove(endpoint);
    await driver.leave(endpoint.network.id, endpoint.id).then(
      () => {
        endpoint.programmed = null;
      },
      failure => {
        const {message} = asDaemonError(failure);
        environment.log('warning', `driver leave failed while rolling back join: ${message}`);
      },
    );
    throw error;
  }
}

/** 26 and 27 ask only in a running container whether there is a way out, and trip over a route without destination (moby v26.1.5 libnetwork/sandbox.go hasExternalAccess). */
function lookAtRoutes({record}: Endpoint, {isPopulated}: Sandbox, {networks}: Engine): void {
  if (!networks.routeNeedsDestination || networks.gateways !== 'one' || !isPopulated) return;
  const {gateway, routes} = record.join ?? {gateway: null, routes: []};
  if (gateway === null && routes.some(({destination}) => destination === null)) throw new DaemonPanic();
}

/** From 28.0 an IPv6 gateway without an IPv6 address does not count. */
function usable(endpoint: Endpoint, info: JoinInfo, dropsIpv6: boolean): JoinInfo {
  const isDropped = dropsIpv6 && endpoint.record.addressIpv6 === null;
  return isDropped ? {...info, gatewayIpv6: null} : info;
}

/** 29: the endpoint leaves as if it had joined. */
async function undoJoin(context: NetworkContext, endpoint: Endpoint, sandbox: Sandbox): Promise<void> {
  await leaveSandbox(context, {endpoint, sandbox, force: true}).catch(error => {
    const {message} = asDaemonError(error);
    context.environment.log('warning', `Failed to remove endpoint after join error: ${message}`);
  });
}
