import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import {connectivityOf} from './connectivity/create.ts';
import type {NetworkContext} from './context.ts';
import type {Endpoint} from './endpoint.ts';
import {needsGatewayBridge} from './gateway-need.ts';
import {gatewaysOf} from './gateways.ts';
import {attachmentOf, moveGateway} from './populate.ts';
import type {Sandbox} from './sandbox.ts';

/** What leaves what. */
export interface Leaving {
  readonly endpoint: Endpoint;
  readonly sandbox: Sandbox;
  /** The driver is not looked for. */
  readonly force: boolean;
}

/** Leave with the sandbox' lock (moby v28.5.2 libnetwork/endpoint.go Leave). */
export function leave(context: NetworkContext, endpoint: Endpoint, sandbox: Sandbox): Promise<void> {
  return sandbox.lock.run(() => leaveSandbox(context, {endpoint, sandbox, force: false}));
}

/** Revoke, Leave, and another gateway if need be (moby v28.5.2 libnetwork/endpoint.go sbLeave). */
export async function leaveSandbox(context: NetworkContext, leaving: Leaving): Promise<void> {
  const {endpoint, sandbox, force} = leaving;
  const {environment, drivers} = context;
  if (endpoint.record.sandboxId === null)
    throw new DaemonError('cannot leave endpoint with no attached sandbox');
  const driver = force
    ? drivers.registered(endpoint.network.driver)
    : await drivers.get(endpoint.network.driver).catch(error => {
        throw wrapError('failed to get driver during endpoint leave', error);
      });
  endpoint.update({sandboxId: null});
  const connectivity = connectivityOf(context);
  const move = {endpoint, sandbox, before: gatewaysOf(sandbox.endpoints, environment.engine)};
  if (driver !== null) {
    await connectivity.leaving(move, driver).catch(error => {
      const {message} = asDaemonError(error);
      const text = `driver failed revoking external connectivity on endpoint ${endpoint.name} (${endpoint.id}): ${message}`;
      environment.log('warning', text);
    });
    await driver.leave(endpoint.network.id, endpoint.id).then(
      () => {
        endpoint.programmed = null;
      },
      error => {
        const {message} = asDaemonError(error);
        environment.log('warning', `driver error disconnecting container ${endpoint.name} : ${message}`);
      },
    );
  }
  await vacate(context, leaving);
  if (!sandbox.inDelete) await moveGateway(context, sandbox, move.before);
  if (!sandbox.inDelete && needsGatewayBridge(context, sandbox) && sandbox.gatewayBridge === null)
    return context.gatewayBridge.setUp(context, sandbox);
  await connectivity.left(move);
  if (!needsGatewayBridge(context, sandbox)) await context.gatewayBridge.clear(context, sandbox);
}

/** The interface goes back, the sandbox forgets the endpoint. */
async function vacate(context: NetworkContext, {endpoint, sandbox}: Leaving): Promise<void> {
  const {environment, namespaces} = context;
  if (sandbox.isPopulated) await namespaces.onLeave(attachmentOf(context, endpoint, sandbox));
  sandbox.remove(endpoint);
  if (!sandbox.inDelete) sandbox.save(environment);
  if (endpoint.network.endpoints.has(endpoint.id)) endpoint.save(environment);
}
