import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import type {GatewayBridge, NetworkContext} from './context.ts';
import {createEndpoint} from './create-endpoint.ts';
import {createNetwork} from './create-network.ts';
import {deleteEndpoint} from './delete-endpoint.ts';
import {lookUpNetwork} from './find.ts';
import {joinSandbox} from './join.ts';
import {leaveSandbox} from './leave.ts';
import type {Network} from './network.ts';
import {plainNetwork} from './predefined.ts';
import type {Sandbox} from './sandbox.ts';

const NAME = 'docker_gwbridge';

/** docker_gwbridge, as the daemon uses it by itself. */
export const gatewayBridge: GatewayBridge = {setUp, clear};

/** Attaches the sandbox to docker_gwbridge, which is made when it is first needed (the same, setupDefaultGW). */
async function setUp(context: NetworkContext, sandbox: Sandbox): Promise<void> {
  const network = await context.locks.run('gateway bridge', () => gatewayNetwork(context));
  const prefix = `container ${sandbox.containerId}`;
  const endpoint = await createEndpoint(context, network, {
    name: `gateway_${sandbox.id.slice(0, 12)}`,
    mac: null,
    wishes: {ipv4: null, ipv6: null},
    options: sandbox.options,
  }).catch(error => {
    throw wrapError(`${prefix}: endpoint create on GW Network failed`, error);
  });
  try {
    await joinSandbox(context, endpoint, sandbox);
  } catch (error) {
    if (error instanceof DaemonError) await deleteEndpoint(context, endpoint, {force: true});
    throw wrapError(`${prefix}: endpoint join on GW Network failed`, error);
  }
}

/** Detaches it again; a failure is only logged (the same, clearDefaultGW). */
async function clear(context: NetworkContext, sandbox: Sandbox): Promise<void> {
  const endpoint = sandbox.gatewayBridge;
  if (endpoint === null) return;
  try {
    await leaveSandbox(context, {endpoint, sandbox, force: false});
    await deleteEndpoint(context, endpoint, {force: false});
  } catch (error) {
    const text = `Failure while disconnecting sandbox ${sandbox.id} (${sandbox.containerId}) from gateway network`;
    context.environment.log('warning', `${text}: ${asDaemonError(error).message}`);
  }
}

async function gatewayNetwork(context: NetworkContext): Promise<Network> {
  const known = lookUpNetwork(context, NAME);
  if (known !== null) return known;
  return createNetwork(context, {
    ...plainNetwork,
    name: NAME,
    driver: 'bridge',
    driverOptions: {
      'com.docker.network.bridge.name': NAME,
      'com.docker.network.bridge.enable_icc': 'false',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
    },
  });
}
