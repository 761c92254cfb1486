import {DaemonError} from '../errors.ts';
import {formatInstant} from '../logging/times.ts';
import {anonymousPath} from '../mounts/parse.ts';
import type {RunOptions} from './api.ts';
import {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {copyUp} from './copy-up.ts';
import {DEFAULT_IMAGE, type Image, imageNamed} from './images.ts';
import {addAnonymousVolumes, registerMountPoints} from './mount-points.ts';
import {networkingOf} from './networking.ts';
import type {ContainerRecord, RestartPolicy} from './record.ts';
import {removeMountPoints} from './remove.ts';

/** `docker create`: its volumes are made and, where the image has content, filled (moby v28.5.2 daemon/create.go create). */
export async function createContainer(context: ContainerContext, options: RunOptions): Promise<Container> {
  const image = imageNamed(options.image ?? DEFAULT_IMAGE);
  if (image === null) throw new DaemonError(`No such image: ${options.image}`, {status: 'not-found'});
  const log = await context.logs.verify(options.log ?? {});
  const container = new Container({...newRecord(context, options, image), log});
  context.networks.check(container);
  try {
    await registerMountPoints(context, container, options);
    await addAnonymousVolumes(context, container, [...image.volumes, ...anonymousPaths(options)]);
    await copyUp(context, container, image);
  } catch (error) {
    if (error instanceof DaemonError) await removeMountPoints(context, container, true);
    throw error;
  }
  context.environment.life.check();
  context.containers.set(container.id, container);
  container.checkpoint(context.environment);
  return container;
}

function newRecord(
  {environment, containers}: ContainerContext,
  options: RunOptions,
  image: Image,
): Omit<ContainerRecord, 'log'> {
  const id = environment.random.id();
  const taken = [...containers.values()].find(container => container.name === options.name);
  if (options.name !== undefined && taken !== undefined) {
    throw new DaemonError(
      `Conflict. The container name "/${options.name}" is already in use by container "${taken.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      {status: 'conflict'},
    );
  }
  return {
    id,
    name: options.name ?? `plugtest_${id.slice(0, 12)}`,
    image: image.name,
    program: options.program ?? {kind: 'runs'},
    restart: parsePolicy(options.restart ?? 'no'),
    autoRemove: options.remove ?? false,
    volumeDriver: options.volumeDriver ?? '',
    command: options.command ?? image.command,
    env: options.env === undefined ? null : environment.random.shuffle(options.env, 'env'),
    labels: options.labels ?? {},
    tty: options.tty ?? false,
    created: formatInstant(environment.now()),
    mounts: [],
    ...networkingOf(options),
    running: false,
    startedBefore: false,
    manuallyStopped: false,
    exitCode: 0,
    restartCount: 0,
  };
}

function parsePolicy(text: NonNullable<RunOptions['restart']>): RestartPolicy {
  if (text === 'no' || text === 'always' || text === 'unless-stopped') return {name: text, maximum: 0};
  return {name: 'on-failure', maximum: Number(text.split(':')[1] ?? 0)};
}

function anonymousPaths(options: RunOptions): string[] {
  const paths = (options.volumes ?? []).map(item => (typeof item === 'string' ? anonymousPath(item) : null));
  return paths.filter(path => path !== null);
}
