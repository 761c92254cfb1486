import type {ContainerContext} from '../containers/context.ts';
import {findContainer} from '../containers/find.ts';
import {asDaemonError, DaemonError, DaemonGone} from '../errors.ts';
import type {Consumer, Logger, ReadConfig} from './logger.ts';

/** One look at a container's log. */
export interface LogRequest {
  readonly container: string;
  readonly config: ReadConfig;
  readonly consume: Consumer;
  /** The user has ended the command. */
  readonly gone: AbortSignal;
}

/**
 * `docker logs` in the daemon (moby v28.5.2 daemon/logs.go ContainerLogs): of a running container through its driver, of a stopped
 * one through a new logger that sees no entry. Throws what comes before the stream; gives what went wrong in it, or null.
 */
export async function readContainerLogs(
  context: ContainerContext,
  {container: name, config, consume, gone}: LogRequest,
): Promise<string | null> {
  const container = findContainer(context, name);
  const running = container.running ? (container.log?.logger ?? null) : null;
  const logger = running ?? (await context.logs.start(container));
  if (logger === null) return null;
  const close = () => (running === null ? closeLogger(context, logger) : undefined);
  if (logger.readLogs === null) {
    await close();
    throw new DaemonError('configured logging driver does not support reading');
  }
  const follow = config.follow && running !== null;
  const failure = await logger.readLogs({...config, follow}, consume, gone).then(
    () => null,
    error => asDaemonError(error).message,
  );
  // the user's command ends before the logger is closed
  void close();
  if (failure !== null) context.environment.log('error', `Error streaming logs: ${failure}`);
  return failure;
}

async function closeLogger({environment}: ContainerContext, logger: Logger): Promise<void> {
  await logger.close().catch(error => {
    if (error instanceof DaemonGone) return;
    environment.log('error', `Error closing logger: ${asDaemonError(error).message}`);
  });
}
