import {asDaemonError} from '../errors.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';

/** Unmounts every volume of a container once; a failure is logged, the rest goes on (moby v28.5.2 daemon/start.go Cleanup). */
export async function unmountVolumes(context: ContainerContext, container: Container): Promise<void> {
  const failures: string[] = [];
  for (const mount of container.mountPoints(context.environment)) {
    await mount.cleanup(context.volumes, context.environment).catch(error => {
      failures.push(asDaemonError(error).message);
    });
  }
  if (failures.length === 0) return;
  context.environment.log(
    'warning',
    `${container.id} cleanup: Failed to umount volumes: error while unmounting volumes for container ${container.id}: ${failures.join('; ')}`,
  );
}
