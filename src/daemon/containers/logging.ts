import {asDaemonError, DaemonError, wrapError} from '../errors.ts';
import {Copier} from '../logging/copier.ts';
import type {Logger} from '../logging/logger.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import type {Process} from './process.ts';

/** How long the daemon waits for the copier of a container that has ended (moby v28.5.2 container/monitor.go loggerCloseTimeout). */
const CLOSE_TIMEOUT_MS = 10_000;

/** A run's log: its driver, and what copies into it. */
export interface RunLog {
  readonly logger: Logger;
  copier: Copier | null;
}

/** Before the program starts: the driver is started; a failure is the start's (moby v28.5.2 container/container.go startLogging). */
export async function startLogging(context: ContainerContext, container: Container): Promise<void> {
  const {engine} = context.environment;
  const logger = await context.logs.start(container).catch(error => {
    throw wrapError(`${engine.containers.taskPrefix}failed to initialize logging driver`, error);
  });
  container.log = logger === null ? null : {logger, copier: null};
}

/** From now on the program's output goes to the driver. */
export function copyOutput({environment}: ContainerContext, container: Container, {output}: Process): void {
  const {log} = container;
  if (log !== null) log.copier = new Copier(environment, output, log.logger);
  else for (const pipe of [output.stdout, output.stderr]) void drain(pipe, environment.life.signal);
}

/** The program has ended: its log is closed once the output is copied, and at the latest after ten seconds (moby v28.5.2 container/monitor.go Reset). */
export async function stopLogging({environment}: ContainerContext, container: Container): Promise<void> {
  const {log} = container;
  if (log === null) return;
  container.log = null;
  const {clock, life} = environment;
  const {copier} = log;
  if (copier !== null) {
    const timer = new AbortController();
    const copied = copier.done.then(() => true);
    const late = clock.sleep(CLOSE_TIMEOUT_MS, timer.signal).then(() => false);
    const isDone = await Promise.race([copied, late]);
    timer.abort();
    life.check();
    copier.close();
    if (!isDone) environment.log('warning', "Logger didn't exit in time: logs may be truncated");
  }
  await log.logger.close().catch(error => {
    const {message} = asDaemonError(error);
    if (environment.engine.logging.tellsStopErrors) {
      environment.log('error', `error closing log driver: ${message}`);
    }
  });
}

/** A daemon that finds the container running takes its output up again; without its driver the container counts as ended. */
export async function resumeLogging(
  context: ContainerContext,
  container: Container,
  task: Process,
): Promise<boolean> {
  try {
    await startLogging(context, container);
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    context.environment.log('error', `failed to restore container: ${asDaemonError(error).message}`);
    return false;
  }
  copyOutput(context, container, task);
  return true;
}

async function drain(
  pipe: {read(signal: AbortSignal): Promise<Uint8Array | null>},
  signal: AbortSignal,
): Promise<void> {
  while ((await pipe.read(signal)) !== null);
}
