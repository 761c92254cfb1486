import {asDaemonError} from '../errors.ts';
import {endByPanic} from '../panic.ts';
import {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {startContainer, watchProcess} from './life-cycle.ts';
import {resumeLogging} from './logging.ts';
import {removeContainer} from './remove.ts';
import {startsWithDaemon} from './restart-policy.ts';
import {stopContainer} from './stop.ts';

const LOST = 255;

/** Containers at daemon start, in moby's order (v28.5.2 daemon/daemon.go restore). Steps run for all containers at once. */
export async function restoreContainers(context: ContainerContext, liveRestore: boolean): Promise<void> {
  const {environment} = context;
  for (const record of environment.disk.containers.values()) {
    context.containers.set(record.id, new Container(record));
  }
  const all = [...context.containers.values()];
  await Promise.all(all.map(container => restoreState(context, container, liveRestore)));
  await context.networks.start(all.filter(container => container.running));
  const restarted = all.filter(container => !container.running && startsWithDaemon(container));
  const left = all.filter(container => !restarted.includes(container));
  const removed = left.filter(container => container.config.autoRemove && !container.running);
  await Promise.all(restarted.map(container => restart(context, container)));
  await Promise.all(removed.map(container => removeLeftover(context, container)));
  const kept = left.filter(container => !removed.includes(container));
  await Promise.all(kept.map(container => prepareMounts(context, container)));
}

/** A process that is alive goes on with live-restore and is stopped without; a dead one's state is set. */
async function restoreState(
  context: ContainerContext,
  container: Container,
  liveRestore: boolean,
): Promise<void> {
  const {environment} = context;
  const task = environment.processes.get(container.id);
  const isAlive = task !== undefined && !task.isOver;
  if (isAlive && (await resumeLogging(context, container, task))) {
    container.process = task;
    container.running = true;
    watchProcess(context, container, task);
    if (liveRestore) return;
    const {manuallyStopped} = container;
    await stopContainer(context, container);
    container.manuallyStopped = manuallyStopped;
    container.restartCancel = new AbortController();
  } else if (container.running) {
    environment.processes.delete(container.id);
    container.running = false;
    container.exitCode = task?.exitCode ?? LOST;
  }
  container.checkpoint(environment);
}

async function restart(context: ContainerContext, container: Container): Promise<void> {
  await prepareMounts(context, container);
  await startContainer(context, container).catch(error => {
    endByPanic(context.environment, error);
    context.environment.log(
      'error',
      `failed to start container ${container.id}: ${asDaemonError(error).message}`,
    );
  });
}

/** Its volumes are not yet asked for, so anonymous ones stay with the plugin. */
async function removeLeftover(context: ContainerContext, container: Container): Promise<void> {
  await removeContainer(context, container, {force: true, volumes: true}).catch(error => {
    context.environment.log(
      'error',
      `failed to remove container ${container.id}: ${asDaemonError(error).message}`,
    );
  });
}

/** Asks for each volume, so that it counts as used; the first failure ends it for this container (daemon/mounts.go). */
async function prepareMounts({environment, volumes}: ContainerContext, container: Container): Promise<void> {
  try {
    for (const mount of container.mountPoints(environment)) {
      await mount.resolve(volumes, container.id);
      if (container.running) await mount.liveRestore(volumes, environment);
    }
  } catch (error) {
    const {message} = asDaemonError(error);
    environment.log('error', `failed to prepare mountpoints for container ${container.id}: ${message}`);
  }
}
