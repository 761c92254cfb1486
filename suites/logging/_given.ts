import type {CheckContext, ContainerResult, Docker, Need} from '../../src/authoring.ts';
import {implementsDriver} from '../../src/authoring.ts';

/** A log driver gets paths of FIFOs: they must mean the same to it. */
const sharesFiles: Need = ({mountNamespace}) => {
  if (mountNamespace === 'same') return {ok: true};
  const reason =
    mountNamespace === 'other'
      ? 'the plugin runs in another mount namespace and does not see the FIFOs made here: run plugtest in the same one'
      : "the plugin's process was not found, so it may not see the FIFOs made here: run plugtest as root on the plugin's host";
  return {ok: false, status: 'untestable', reason};
};

/** What every check of a log driver's stories needs. */
export const needs: readonly Need[] = [implementsDriver('LogDriver'), sharesFiles];

/** `docker run`. */
export type RunOptions = NonNullable<Parameters<Docker['run']>[0]>;

/** What most containers have. */
const usual: RunOptions = {
  command: ['/bin/sh', '-c', 'exec /app'],
  env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'STAGE=test'],
  labels: {'org.example.team': 'logs'},
};

/** `docker run --log-driver <plugin> --log-opt …`, whatever comes of it; the container is removed after the check. */
export async function runLogged(
  t: CheckContext,
  docker: Docker,
  options: RunOptions = {},
): Promise<ContainerResult> {
  return runBare(t, docker, {...usual, ...options});
}

/** The same without command, environment and labels. */
export async function runBare(
  t: CheckContext,
  docker: Docker,
  {log, ...options}: RunOptions = {},
): Promise<ContainerResult> {
  const container = await docker.run({
    name: t.unique('logged'),
    ...options,
    log: {driver: t.plugin.name, opts: {...t.settings.logOpts, ...log?.opts}},
  });
  t.cleanup(() => container.rm({force: true}));
  return container;
}

/** A container that logs to the plugin; the check is blocked when it does not start, since that has a check of its own. */
export async function givenLogged(
  t: CheckContext,
  docker: Docker,
  options: RunOptions = {},
): Promise<ContainerResult> {
  const container = await runLogged(t, docker, options);
  if (!container.ok) t.blocked('logging.start-logging.succeeds', container.error);
  return container;
}
