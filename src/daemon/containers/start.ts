import {asDaemonError, DaemonError} from '../errors.ts';
import {defer} from '../locks.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {createTask} from './runtime.ts';
import {setupMounts} from './setup-mounts.ts';
import {unmountVolumes} from './unmount.ts';

const UNKNOWN_EXIT = 128;

/** Mounts the volumes and starts the program; `byPolicy` when nobody asked for it (moby v28.5.2 daemon/start.go containerStart). */
export function startTask(context: ContainerContext, container: Container, byPolicy: boolean): Promise<void> {
  return container.lock.run(async () => {
    if (container.running && !byPolicy) return;
    if (container.isBeingRemoved) {
      throw new DaemonError('container is marked for removal and cannot be started', {status: 'conflict'});
    }
    try {
      const binds = await setupMounts(context, container);
      if (!byPolicy) resetRestarts(container);
      container.process = await createTask(context.environment, container, binds);
    } catch (error) {
      container.exitCode = exitCodeAfter(container, asDaemonError(error).message);
      container.checkpoint(context.environment);
      await unmountVolumes(context, container);
      throw error;
    }
    setRunning(context, container);
  });
}

function resetRestarts(container: Container): void {
  container.restartCancel = new AbortController();
  container.restartPauseMs = 0;
  container.manuallyStopped = false;
}

function setRunning({environment}: ContainerContext, container: Container): void {
  container.manuallyRestarted = false;
  container.running = true;
  container.restarting = false;
  container.startedBefore = true;
  container.startedAt = environment.clock.now();
  container.ended = defer();
  container.checkpoint(environment);
}

/** An exit code of an earlier run stays, unless runc gives a better one (moby v28.5.2 daemon/errors.go setExitCodeFromError). */
function exitCodeAfter(container: Container, message: string): number {
  if (message.includes('OCI runtime') && message.includes('no such file or directory')) return 127;
  return container.exitCode || UNKNOWN_EXIT;
}
