import {posix} from 'node:path';
import {DaemonError, throwHostError} from '../errors.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {type Bind, setupMounts} from './setup-mounts.ts';
import {unmountVolumes} from './unmount.ts';

/**
 * One round of `docker cp`: every volume of the container is mounted, whatever path is copied, and unmounted again
 * (moby v28.5.2 daemon/containerfs_linux.go openContainerFS; up to 23.0 daemon/archive.go).
 */
function withContainerFiles(
  context: ContainerContext,
  container: Container,
  {path, work}: {readonly path: string; work(binds: readonly Bind[]): Promise<void>},
): Promise<void> {
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
      if (await lacksSource(context, binds)) throw fileNotFound(path, container);
      await work(binds);
    } finally {
      await unmountVolumes(context, container);
    }
  });
}

/** A mountpoint that is not there makes every path of the container a missing one. */
async function lacksSource({environment}: ContainerContext, binds: readonly Bind[]): Promise<boolean> {
  const kinds = await Promise.all(
    binds.map(({source}) => (source === '' ? 'missing' : environment.host.kind(source))),
  );
  return kinds.includes('missing');
}

function fileNotFound(path: string, container: Container): DaemonError {
  return new DaemonError(`Could not find the file ${path} in container ${container.name}`, {
    status: 'not-found',
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
  const work = async (binds: readonly Bind[]) => {
    const place = locate(binds, path);
    if (place === null) return;
    const kind = await context.environment.host.kind(posix.join(place.root, place.rest));
    if (kind === 'missing') throw fileNotFound(path, container);
  };
  return withContainerFiles(context, container, {path, work});
}

/** `HEAD`, which the client sends before it copies in, and whose failure it ignores. */
export function statArchive(context: ContainerContext, container: Container, path: string): Promise<void> {
  return withContainerFiles(context, container, {path, work: async () => {}});
}

/** `PUT`: into the container. */
export function writeArchive(
  context: ContainerContext,
  container: Container,
  file: {readonly path: string; readonly data: string},
): Promise<void> {
  const work = async (binds: readonly Bind[]) => {
    const place = locate(binds, file.path);
    const {host} = context.environment;
    if (place === null || (await host.kind(place.root)) !== 'directory') return;
    await host.write(place.root, place.rest, file.data).catch(throwHostError);
  };
  return withContainerFiles(context, container, {path: file.path, work});
}
