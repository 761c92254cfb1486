import {asDaemonError, DaemonError} from '../errors.ts';
import type {NetworkContext} from './context.ts';
import {deleteEndpoint} from './delete-endpoint.ts';
import type {DriverOptions} from './driver.ts';
import {leave} from './leave.ts';
import {portOptions} from './ports.ts';
import {isOnGatewayBridge, Sandbox} from './sandbox.ts';
import type {NetworkedContainer} from './settings.ts';

/** A sandbox for one run of a container. */
export function newSandbox(context: NetworkContext, container: NetworkedContainer, known?: string): Sandbox {
  const {environment, namespaces, sandboxes} = context;
  const id = known ?? environment.random.id();
  const sandbox = new Sandbox({
    id,
    key: namespaces.key(id),
    containerId: container.id,
    options: {
      ...portOptions(environment, container.networking, {publishedOnly: false}),
      ...linkOptions(context, container),
    },
  });
  sandboxes.set(container.id, sandbox);
  sandbox.save(environment);
  return sandbox;
}

/** Up to 27 a container on the default bridge has its links in the sandbox' options, also where there are none (moby v26.1.5 daemon/container_operations.go). */
function linkOptions({environment}: NetworkContext, {networks}: NetworkedContainer): DriverOptions {
  if (!environment.engine.networks.bridgeFirst || !networks.has('bridge')) return {};
  return {'com.docker.network.generic': {ChildEndpoints: null, ParentEndpoints: null}};
}

/** All endpoints leave and are deleted; errors are logged (moby v28.5.2 libnetwork/sandbox.go delete). `force`: what a daemon before left. */
export async function deleteSandbox(
  context: NetworkContext,
  sandbox: Sandbox,
  {force}: {readonly force: boolean},
): Promise<void> {
  if (sandbox.inDelete) throw new DaemonError('another sandbox delete in progress');
  const {environment, sandboxes} = context;
  sandbox.inDelete = true;
  for (const endpoint of sandbox.endpoints) {
    // The daemon's own endpoint goes with the last of the others.
    if (isOnGatewayBridge(endpoint) && !force) continue;
    const warn = (what: string) => (error: unknown) => {
      const {message} = asDaemonError(error);
      environment.log('warning', `Failed ${what} endpoint ${endpoint.id}: ${message}`);
    };
    if (!force) await leave(context, endpoint, sandbox).catch(warn(`detaching sandbox ${sandbox.id} from`));
    await deleteEndpoint(context, endpoint, {force}).catch(warn('deleting'));
  }
  environment.life.check();
  if (sandbox.isPopulated) await context.namespaces.onRemove(sandbox);
  environment.disk.network.sandboxes.delete(sandbox.id);
  if (sandboxes.get(sandbox.containerId) === sandbox) sandboxes.delete(sandbox.containerId);
}
