import {asDaemonError} from '../errors.ts';
import {connectToNetwork} from './connect.ts';
import type {NetworkContext} from './context.ts';
import {deleteSandbox, newSandbox} from './sandbox-life.ts';
import type {NetworkedContainer} from './settings.ts';

const DEFAULT = 'bridge';

/** Before the networks of a new run: what is left of an earlier one goes; from 28.0 the sandbox is made first. */
export async function prepareSandbox(context: NetworkContext, container: NetworkedContainer): Promise<void> {
  const stale = context.sandboxes.get(container.id);
  if (stale !== undefined) await removeSandbox(context, container);
  if (usesOther(container)) return;
  if (context.environment.engine.networks.sandboxFirst) newSandbox(context, container);
}

/** All networks of a container that starts, one after the other; the first failure ends it (moby v28.5.2 daemon/container_operations.go allocateNetwork). */
export async function attachNetworks(context: NetworkContext, container: NetworkedContainer): Promise<void> {
  if (usesOther(container)) return;
  const {random, engine} = context.environment;
  const all = [...container.networks];
  const first = engine.networks.bridgeFirst ? all.filter(([name]) => name === DEFAULT) : [];
  const others = all.filter(entry => !first.includes(entry));
  for (const [name, settings] of [...first, ...random.shuffle(others, 'networks')]) {
    await connectToNetwork(context, {container, name, settings});
  }
  if (!context.sandboxes.has(container.id)) newSandbox(context, container);
}

/** A container has ended, or did not come to run (the same, releaseNetwork). */
export async function releaseNetworks(context: NetworkContext, container: NetworkedContainer): Promise<void> {
  if (!usesOther(container)) await removeSandbox(context, container);
}

async function removeSandbox(context: NetworkContext, {id}: NetworkedContainer): Promise<void> {
  const sandbox = context.sandboxes.get(id);
  if (sandbox === undefined) return;
  await deleteSandbox(context, sandbox, {force: false}).catch(error => {
    const {message} = asDaemonError(error);
    context.environment.log(
      'error',
      `Error deleting sandbox id ${sandbox.id} for container ${id}: ${message}`,
    );
  });
}

/** `--network container:…`: the other's sandbox is used, nothing is done. */
function usesOther({networking}: NetworkedContainer): boolean {
  return networking.mode.startsWith('container:');
}
