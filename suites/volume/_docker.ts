import type {CheckContext, ContainerResult, Docker, VolumeResult} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {createArguments, removeAfterwards} from './_given.ts';

/** Makes a volume with `docker volume create`; blocked when that fails. */
export async function givenEngineVolume(
  t: CheckContext,
  docker: Docker,
  {word = 'data', labels}: {readonly word?: string; readonly labels?: Readonly<Record<string, string>>} = {},
): Promise<VolumeResult> {
  const {Name: name, Opts: opts} = createArguments(t, t.unique(word));
  removeAfterwards(t, name);
  const created = await docker.volumes.create({
    driver: t.plugin.name,
    name,
    ...(opts === null ? {} : {opts}),
    ...(labels === undefined ? {} : {labels}),
  });
  if (!created.ok) t.blocked('volume.create.succeeds', created.error);
  return created;
}

/** Runs a container and removes it after the check; blocked when it does not start. */
export async function givenContainer(
  t: CheckContext,
  docker: Docker,
  options: Parameters<Docker['run']>[0],
): Promise<ContainerResult> {
  const container = await docker.run(options);
  t.cleanup(() => container.rm({force: true}));
  if (!container.ok) t.blocked('volume.mount.succeeds', container.error);
  return container;
}

/** A path of its own for each text: several volumes may have one place. */
export function pathOf(data: string): string {
  return `/data/proof-${data.replaceAll(' ', '-')}`;
}

/** Writes a file in a container; ends the check as untestable where that can't be done from here. */
export async function writeIn(t: CheckContext, container: ContainerResult, data: string): Promise<void> {
  const written = await container.write(pathOf(data), data);
  if (written.ok) return;
  t.untestable(
    `a container's files can't be written from here (${written.error}): run plugtest in the plugin's mount namespace, as a user that may`,
  );
}

/** Fails with the words of the check unless the container finds what was written. */
export async function expectIn(t: CheckContext, container: ContainerResult, data: string): Promise<void> {
  const found = await container.read(pathOf(data));
  const actual = found.ok ? `it reads ${JSON.stringify(found.data)}` : found.error;
  t.expect.ok(found.ok && found.data === data, {
    expected: `the container reads ${JSON.stringify(data)} from ${pathOf(data)}`,
    actual,
  });
}

/** How long a daemon is away at least: so long that the plugin has seen its connections close. */
const AWAY_MS = 40;

/** The daemon ends and comes back, as an init system brings it back. */
export async function restartDaemon(
  docker: Docker,
  options: Parameters<Docker['restartDaemon']>[0] = {},
): Promise<void> {
  await docker.daemon.end(options);
  await pause(AWAY_MS);
  await docker.daemon.start(options);
}

/** `docker volume rm` works. */
export async function expectRemovable(t: CheckContext, docker: Docker, name: string): Promise<void> {
  const removed = await docker.volumes.rm(name);
  t.expect.equal(removed.error, '', 'the error of `docker volume rm`');
}
