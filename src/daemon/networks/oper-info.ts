import {DaemonError, wrapError} from '../errors.ts';
import type {NetworkContext} from './context.ts';
import {sandboxOf} from './delete-endpoint.ts';
import type {Endpoint} from './endpoint.ts';
import type {Sandbox} from './sandbox.ts';

/** EndpointOperInfo of one endpoint; up to 28.0 that on docker_gwbridge is asked in its place (moby v27.5.1 libnetwork/endpoint_info_unix.go DriverInfo). */
export async function hasMappedPorts(context: NetworkContext, endpoint: Endpoint): Promise<boolean> {
  const {environment, drivers} = context;
  const bridge = sandboxOf(context, endpoint)?.gatewayBridge ?? null;
  const isRedirected = environment.engine.networks.operInfoOfGatewayBridge && bridge !== null;
  const asked = isRedirected ? bridge : endpoint;
  const driver = await drivers.get(asked.network.driver).catch(error => {
    throw wrapError('failed to get driver info', error);
  });
  return driver.hasMappedPorts(asked.network.id, asked.id);
}

/** Asks the endpoints one after the other until one has mapped ports; errors count as no (moby v28.5.2 daemon/network.go getPortMapInfo). */
export async function mappedPorts(context: NetworkContext, sandbox: Sandbox): Promise<boolean> {
  for (const endpoint of sandbox.endpoints) {
    const isMapped = await hasMappedPorts(context, endpoint).catch(error => {
      if (error instanceof DaemonError && !context.environment.life.isOver) return false;
      throw error;
    });
    if (isMapped) return true;
  }
  return false;
}
