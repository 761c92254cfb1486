import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import {releaseAddresses} from '../ipam/endpoint-addresses.ts';
import type {NetworkContext} from './context.ts';
import type {Endpoint} from './endpoint.ts';
import {leaveSandbox} from './leave.ts';
import type {Sandbox} from './sandbox.ts';

/** DeleteEndpoint, then the addresses; by force also one that is joined, and without looking for its driver (moby v28.5.2 libnetwork/endpoint.go Delete). */
export async function deleteEndpoint(
  context: NetworkContext,
  endpoint: Endpoint,
  {force}: {readonly force: boolean},
): Promise<void> {
  const {environment} = context;
  const sandbox = sandboxOf(context, endpoint);
  if (sandbox !== null && !force)
    throw new DaemonError(`endpoint with name ${endpoint.name} id ${endpoint.id} has active containers`);
  if (sandbox !== null) {
    await leaveSandbox(context, {endpoint, sandbox, force}).catch(error => {
      const {message} = asDaemonError(error);
      environment.log('warning', `failed to leave sandbox for endpoint ${endpoint.name} : ${message}`);
    });
  }
  environment.life.check();
  environment.disk.network.endpoints.delete(endpoint.id);
  endpoint.network.endpoints.delete(endpoint.id);
  try {
    await deleteFromDriver(context, endpoint, force);
  } catch (error) {
    if (!(error instanceof DaemonError) || environment.life.isOver) throw error;
    if (!force) {
      endpoint.network.endpoints.set(endpoint.id, endpoint);
      endpoint.save(environment);
      throw error;
    }
  }
  await releaseAddresses(context, endpoint);
}

/** The sandbox that the endpoint has joined; null when there is none. */
export function sandboxOf({sandboxes}: NetworkContext, endpoint: Endpoint): Sandbox | null {
  const {sandboxId} = endpoint.record;
  return [...sandboxes.values()].find(({id}) => id === sandboxId) ?? null;
}

async function deleteFromDriver(
  {drivers, environment}: NetworkContext,
  endpoint: Endpoint,
  force: boolean,
): Promise<void> {
  const {network, name} = endpoint;
  const driver = force
    ? drivers.registered(network.driver)
    : await drivers.get(network.driver).catch(error => {
        throw wrapError('failed to delete endpoint', error);
      });
  await driver?.deleteEndpoint(network.id, endpoint.id).catch(error => {
    const {message} = asDaemonError(error);
    environment.log('warning', `driver error deleting endpoint ${name} : ${message}`);
  });
}
