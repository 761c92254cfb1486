import {asDaemonError, DaemonError} from '../errors.ts';
import type {RemoveOptions} from './api.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {killContainer} from './stop.ts';

/** `docker rm` (moby v28.5.2 daemon/delete.go containerRm, cleanupContainer). `reference` is what the user typed. */
export async function removeContainer(
  context: ContainerContext,
  container: Container,
  options: RemoveOptions & {readonly reference?: string} = {},
): Promise<void> {
  const reference = options.reference ?? container.id;
  if (container.isBeingRemoved) {
    throw new DaemonError(`removal of container ${reference} is already in progress`, {status: 'conflict'});
  }
  if (container.running && !options.force) throw stillRunning(context, container, reference);
  container.isBeingRemoved = true;
  await killContainer(context, container);
  const {environment, containers} = context;
  environment.life.check();
  containers.delete(container.id);
  environment.disk.containers.delete(container.id);
  await removeMountPoints(context, container, options.volumes ?? false);
  container.removed.resolve(undefined);
}

/** Gives up the container's volumes; anonymous ones are removed with `-v` (the same, daemon/mounts.go removeMountPoints). */
export async function removeMountPoints(
  {environment, volumes}: ContainerContext,
  container: Container,
  removesAnonymous: boolean,
): Promise<void> {
  for (const mount of container.mountPoints(environment)) {
    if (mount.volume === null) continue;
    await volumes.release(mount.volume.name, container.id);
    if (!removesAnonymous || mount.record.isNamed) continue;
    await volumes.remove(mount.volume.name).catch(error => {
      const known = asDaemonError(error);
      if (known.reason !== 'in-use') environment.log('error', `Error removing volumes:\n${known.message}`);
    });
  }
}

function stillRunning({environment}: ContainerContext, container: Container, reference: string): DaemonError {
  const text = environment.engine.containers.removeRunning
    .replace('{name}', `/${container.name}`)
    .replace('{id}', container.id)
    .replace('{ref}', reference);
  return new DaemonError(text, {status: 'conflict'});
}
