import {posix} from 'node:path';
import type {Environment} from '../environment.ts';
import {DaemonError} from '../errors.ts';
import type {Container} from './container.ts';
import {Process} from './process.ts';
import type {Bind} from './setup-mounts.ts';

/** Where containerd keeps what runc works on; runc resolves relative sources against it, an empty one is the folder itself. */
const BUNDLES = '/run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby';

/** What runc would say to the mounts and the program. Runs nothing. */
export async function checkTask(
  environment: Environment,
  container: Container,
  binds: readonly Bind[],
): Promise<void> {
  for (const bind of binds) await checkSource(environment, container, bind);
  const {program} = container.config;
  if (program.kind === 'not-found') {
    throw runtimeError(
      environment,
      `exec: ${JSON.stringify(program.path)}: stat ${program.path}: no such file or directory: unknown`,
    );
  }
}

/** The program begins. */
export function runTask(environment: Environment, {id, config}: Container, binds: readonly Bind[]): Process {
  const task = new Process({program: config.program, clock: environment.clock, tty: config.tty});
  task.binds = binds;
  environment.processes.set(id, task);
  return task;
}

/** Up to 27 an interface is moved by a hook of runc's: its failure is one of runc. */
export function hookError(environment: Environment, text: string): DaemonError {
  const {hookError} = environment.engine.networks;
  return runtimeError(
    environment,
    hookError.replace('{text}', () => text).replace('{quoted}', () => JSON.stringify(text)),
  );
}

async function checkSource(
  {engine, host, ...rest}: Environment,
  container: Container,
  bind: Bind,
): Promise<void> {
  if (bind.source === '') return;
  const path = posix.isAbsolute(bind.source) ? bind.source : `${BUNDLES}/${container.id}/${bind.source}`;
  if ((await host.kind(path)) !== 'missing') return;
  const text = engine.containers.missingMountSource
    .replaceAll('{path}', path)
    .replaceAll('{dest}', bind.destination);
  throw runtimeError({engine, host, ...rest}, text);
}

function runtimeError({engine}: Environment, text: string): DaemonError {
  return new DaemonError(`${engine.containers.taskError}${text}`, {status: 'invalid'});
}
