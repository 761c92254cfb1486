import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import {defer} from '../locks.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {copyOutput, startLogging, stopLogging} from './logging.ts';
import {checkTask, hookError, runTask} from './runtime.ts';
import {type Bind, setupMounts} from './setup-mounts.ts';
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
      const binds = await setUp(context, container);
      if (!byPolicy) resetRestarts(container);
      await startLogging(context, container);
      await createTask(context, container, binds);
      container.process = runTask(context.environment, container, binds);
    } catch (error) {
      await stopLogging(context, container);
      container.exitCode = exitCodeAfter(container, asDaemonError(error).message);
      container.checkpoint(context.environment);
      await context.networks.release(container);
      await unmountVolumes(context, container);
      throw error;
    }
    copyOutput(context, container, container.process);
    setRunning(context, container);
  });
}

/** Networks (up to 27), then mounts. */
async function setUp(context: ContainerContext, container: Container): Promise<Bind[]> {
  const {networks, environment} = context;
  await networks.prepare(container);
  if (!environment.engine.networks.sandboxFirst) await networks.attach(container);
  return setupMounts(context, container);
}

/** The namespace comes to be: with interfaces that wait for it (up to 27), or before there are any. */
async function createTask(
  context: ContainerContext,
  container: Container,
  binds: readonly Bind[],
): Promise<void> {
  const {networks, environment} = context;
  const {sandboxFirst, startError} = environment.engine.networks;
  if (!sandboxFirst)
    await networks.openNamespace(container).catch(error => {
      throw hookError(environment, asDaemonError(error).message);
    });
  await checkTask(environment, container, binds);
  if (!sandboxFirst) return;
  await networks.openNamespace(container);
  await networks.attach(container).catch(error => {
    throw startError === '' ? error : wrapError(startError.replace(/: $/, ''), error);
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
  if (!/OCI runtime|failed to initialize logging driver/.test(message))
    return container.exitCode || UNKNOWN_EXIT;
  if (/executable file not found|no such file or directory/.test(message)) return 127;
  if (/permission denied|not a directory/.test(message)) return 126;
  return container.exitCode || UNKNOWN_EXIT;
}
