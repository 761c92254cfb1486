import {posix} from 'node:path';
import {DaemonError} from '../errors.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {type Bind, setupMounts} from './setup-mounts.ts';
import {unmountVolumes} from './unmount.ts';

/**
 * One round of `docker cp`: every volume of the container is mounted, whatever path is copied, and unmounted again
 * (moby v28.5.2 daemon/containerfs_linux.go openContainerFS; up to 23.0 daemon/archive.go).
 */
export function withContainerFiles<T>(
  context: ContainerContext,
  container: Container,
  work: (binds: readonly Bind[]) => Promise<T>,
): Promise<T> {
  return container.lock.run(async () => {
    let binds: readonly Bind[];
    try {
      binds = await setupMounts(context, container);
    } catch (error) {
      // From 24.0 the daemon returns before its unmount step: volumes mounted before the failing one stay mounted.
      if (!context.environment.engine.containers.copiesInNamespace) await unmountVolumes(context, container);
      throw error;
    }
    try {
      return await work(binds);
    } finally {
      await unmountVolumes(context, container);
    }
  });
}

/** Where a path of the container lies: the innermost volume that holds it, and the rest; null outside all volumes. */
export function locate(
  binds: readonly Bind[],
  path: string,
): {readonly root: string; readonly rest: string} | null {
  const wanted = posix.normalize(path);
  const holders = binds.filter(
    bind => wanted === bind.destination || wanted.startsWith(`${bind.destination}/`),
  );
  const innermost = holders.sort((a, b) => b.destination.length - a.destination.length)[0];
  if (innermost === undefined) return null;
  return {root: innermost.source, rest: wanted.slice(innermost.destination.length + 1)};
}

/** `GET`: out of the container. A path in a volume must exist; of other paths the model knows nothing and takes them as there. */
export function readArchive(context: ContainerContext, container: Container, path: string): Promise<void> {
  return withContainerFiles(context, container, async binds => {
    const place = locate(binds, path);
    if (place === null) return;
    const kind = await context.environment.host.kind(posix.join(place.root, place.rest));
    if (kind !== 'missing') return;
    throw new DaemonError(`Could not find the file ${path} in container ${container.name}`, {
      status: 'not-found',
    });
  });
}

/** `HEAD`, which the client sends before it copies in, and whose failure it ignores. */
export function statArchive(context: ContainerContext, container: Container): Promise<void> {
  return withContainerFiles(context, container, async () => {});
}

/** `PUT`: into the container. */
export function writeArchive(
  context: ContainerContext,
  container: Container,
  file: {readonly path: string; readonly data: string},
): Promise<void> {
  return withContainerFiles(context, container, async binds => {
    const place = locate(binds, file.path);
    const {host} = context.environment;
    if (place === null || (await host.kind(place.root)) !== 'directory') return;
    await host.write(place.root, place.rest, file.data);
  });
}
