import {asDaemonError, DaemonError, DaemonGone} from '../errors.ts';
import {eitherSignal} from '../locks.ts';
import {endByPanic} from '../panic.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {endRun} from './exit.ts';
import type {Process} from './process.ts';
import {removeContainer} from './remove.ts';
import {startTask} from './start.ts';

/** Starts a container and looks after it until it is stopped for good. */
export async function startContainer(
  context: ContainerContext,
  container: Container,
  options: {readonly byPolicy?: boolean} = {},
): Promise<void> {
  if (container.running && !options.byPolicy) return;
  try {
    await startTask(context, container, options.byPolicy ?? false);
  } catch (error) {
    asDaemonError(error);
    if (container.config.autoRemove) await removeContainer(context, container, {force: true, volumes: true});
    throw error;
  }
  if (container.process !== null) watchProcess(context, container, container.process);
}

/** From now on this daemon deals with the end of the process. */
export function watchProcess(context: ContainerContext, container: Container, task: Process): void {
  void task.exited.then(async code => {
    if (context.environment.life.isOver) return;
    await handleExit(context, container, code).catch(ignoreIfGone);
  });
}

async function handleExit(context: ContainerContext, container: Container, code: number): Promise<void> {
  const ended = container.ended;
  const pause = await endRun(context, container, code);
  if (pause !== null) void restartLater(context, container, pause).catch(ignoreIfGone);
  else if (!container.manuallyRestarted) await autoRemove(context, container);
  ended.resolve(code);
}

async function restartLater(context: ContainerContext, container: Container, pauseMs: number): Promise<void> {
  const {environment} = context;
  const cancelled = container.restartCancel.signal;
  await environment.clock.sleep(pauseMs, eitherSignal(cancelled, environment.life.signal));
  environment.life.check();
  try {
    if (cancelled.aborted) throw new DaemonError('restart canceled');
    await startContainer(context, container, {byPolicy: true});
  } catch (error) {
    endByPanic(environment, error);
    environment.log('debug', `failed to restart container: ${asDaemonError(error).message}`);
    container.running = false;
    container.restarting = false;
    container.checkpoint(environment);
    await autoRemove(context, container);
  }
}

async function autoRemove(context: ContainerContext, container: Container): Promise<void> {
  if (!container.config.autoRemove || container.isBeingRemoved) return;
  await removeContainer(context, container, {force: true, volumes: true}).catch(error => {
    context.environment.log('error', `error removing container: ${asDaemonError(error).message}`);
  });
}

/** Work of a daemon that has ended is given up without a word; every other error is a fault of ours. */
function ignoreIfGone(error: unknown): void {
  if (!(error instanceof DaemonGone)) throw error;
}
