import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';

/** A source and where it goes; the most outer destinations first. */
export interface Bind {
  readonly source: string;
  readonly destination: string;
}

/** Resolves and mounts every volume, one after the other, in any order (moby v28.5.2 daemon/volumes_unix.go setupMounts). */
export async function setupMounts(
  {environment, volumes}: ContainerContext,
  container: Container,
): Promise<Bind[]> {
  const binds: Bind[] = [];
  for (const mount of container.mountPoints(environment)) {
    await mount.resolve(volumes, container.id);
    binds.push({source: await mount.setup(volumes, environment), destination: mount.destination});
  }
  return binds.sort((a, b) => depth(a.destination) - depth(b.destination));
}

function depth(path: string): number {
  return path.split('/').length;
}
