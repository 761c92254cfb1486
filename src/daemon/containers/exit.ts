import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {stopLogging} from './logging.ts';
import {restartPause} from './restart-policy.ts';
import {unmountVolumes} from './unmount.ts';

/**
 * The program has ended: volumes are unmounted, the state is set (moby v28.5.2 daemon/monitor.go handleContainerExit). Gives the
 * milliseconds until the container is to be started again by its policy, or null.
 */
export function endRun(
  context: ContainerContext,
  container: Container,
  code: number,
): Promise<number | null> {
  const {environment} = context;
  return container.lock.run(async () => {
    environment.processes.delete(container.id);
    await stopLogging(context, container);
    const pause = restartPause(environment, container, code);
    await context.networks.release(container);
    await unmountVolumes(context, container);
    environment.life.check();
    container.exitCode = code;
    container.process = null;
    container.running = pause !== null;
    container.restarting = pause !== null;
    if (pause !== null) container.restartCount += 1;
    container.checkpoint(environment);
    return pause;
  });
}
