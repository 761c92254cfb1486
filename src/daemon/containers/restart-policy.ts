import type {Environment} from '../environment.ts';
import type {Container} from './container.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 60_000;
/** A container that ran this long is taken to work: pauses begin anew. */
const GOOD_RUN_MS = 10_000;

/** Milliseconds until the container is started again; null: it is not (moby v28.5.2 restartmanager ShouldRestart). */
export function restartPause(environment: Environment, container: Container, code: number): number | null {
  const {restart} = container.config;
  if (restart.name === 'no') return null;
  if (container.restartCancel.signal.aborted) {
    environment.log('warning', 'ShouldRestart failed, container will not be restarted: restart canceled');
    return null;
  }
  const hasBeenStopped = environment.life.shuttingDown || container.manuallyStopped;
  if (environment.clock.now() - container.startedAt >= GOOD_RUN_MS) container.restartPauseMs = 0;
  container.restartPauseMs =
    container.restartPauseMs === 0
      ? FIRST_PAUSE_MS
      : Math.min(container.restartPauseMs * 2, LONGEST_PAUSE_MS);
  return isDue(container, code, hasBeenStopped) ? container.restartPauseMs : null;
}

function isDue(container: Container, code: number, hasBeenStopped: boolean): boolean {
  const {name, maximum} = container.config.restart;
  if (name === 'always') return true;
  if (name === 'unless-stopped') return !hasBeenStopped;
  return code !== 0 && (maximum === 0 || container.restartCount < maximum);
}

/** At daemon start: is this container to be started again? (moby v28.5.2 container/container.go ShouldRestart) */
export function startsWithDaemon(container: Container): boolean {
  const {name} = container.config.restart;
  if (!container.startedBefore || name === 'no') return false;
  return isDue(container, container.exitCode, container.manuallyStopped);
}
