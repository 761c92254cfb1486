import {eitherSignal} from '../locks.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import type {Process} from './process.ts';

/** Seconds between SIGTERM and SIGKILL when nothing else is said. */
export const STOP_TIMEOUT = 10;

/** SIGTERM, then SIGKILL; resolves when the daemon has dealt with the end (moby v28.5.2 daemon/stop.go containerStop). */
export async function stopContainer(
  context: ContainerContext,
  container: Container,
  timeoutSeconds = STOP_TIMEOUT,
): Promise<void> {
  if (!container.running) return;
  forbidRestart(context, container);
  const task = container.process;
  if (task === null) return;
  task.terminate();
  if (!task.isOver) await waitFor(context, task, timeoutSeconds * 1000);
  if (!task.isOver) task.kill();
  await container.ended.promise;
}

/** SIGKILL (the same, daemon/kill.go Kill). */
export async function killContainer(context: ContainerContext, container: Container): Promise<void> {
  if (!container.running) return;
  forbidRestart(context, container);
  if (container.process === null) return;
  container.process.kill();
  await container.ended.promise;
}

function forbidRestart({environment}: ContainerContext, container: Container): void {
  container.restartCancel.abort();
  if (environment.life.shuttingDown) return;
  container.manuallyStopped = true;
  container.checkpoint(environment);
}

async function waitFor({environment}: ContainerContext, task: Process, ms: number): Promise<void> {
  const done = new AbortController();
  void task.exited.then(() => done.abort());
  await environment.clock.sleep(ms, eitherSignal(done.signal, environment.life.signal));
  environment.life.check();
}
