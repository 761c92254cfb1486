import {DaemonError, throwHostError, wrapError} from '../errors.ts';
import {fillFolder} from '../host-files/host-files.ts';
import type {MountPoint} from '../mounts/mount-point.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {hasFolder, type Image} from './images.ts';

/** Fills new volumes with what the image has at their places (moby v28.5.2 daemon/create_unix.go populateVolumes). */
export async function copyUp(context: ContainerContext, container: Container, image: Image): Promise<void> {
  const {environment} = context;
  for (const mount of container.mountPoints(environment)) {
    if (mount.volume === null || !mount.copiesUp || !hasFolder(image, mount.destination)) continue;
    if (environment.engine.volumes.copyUpThroughMountPoint) await throughMountPoint(context, mount, image);
    else await byItself(context, mount, image);
  }
}

/** From 26.0: through the mount point, so that its id stays if Unmount fails. A volume that is gone is passed over. */
async function throughMountPoint(context: ContainerContext, mount: MountPoint, image: Image): Promise<void> {
  const {volumes, environment} = context;
  let path: string;
  try {
    path = await mount.setup(volumes, environment);
  } catch (error) {
    if (error instanceof DaemonError && error.status === 'not-found') return;
    throw wrapError('failed to populate volume', error);
  }
  try {
    await copyContent(context, {mount, image, path});
  } finally {
    await mount.cleanup(volumes, environment).catch(error => ignore(context, error));
  }
}

/** Up to 25.0: Mount and Unmount with an id that is used only here (moby v20.10.24 container/container_unix.go). */
async function byItself(context: ContainerContext, mount: MountPoint, image: Image): Promise<void> {
  const {volumes, environment} = context;
  if (mount.volume === null) return;
  const id = environment.random.id();
  const path = await volumes.mount(mount.volume, id);
  try {
    await copyContent(context, {mount, image, path});
  } finally {
    await volumes.unmount(mount.volume, id).catch(error => ignore(context, error));
  }
}

interface Copy {
  readonly mount: MountPoint;
  readonly image: Image;
  readonly path: string;
}

async function copyContent({environment}: ContainerContext, {mount, image, path}: Copy): Promise<void> {
  const files = Object.entries(image.files)
    .filter(([file]) => file.startsWith(`${mount.destination}/`))
    .map(([file, data]) => [file.slice(mount.destination.length + 1), data] as const);
  if (path === '' || (await environment.host.kind(path)) === 'missing') {
    throw new DaemonError(`open ${path}: no such file or directory`);
  }
  await fillFolder(environment.host, path, files).catch(throwHostError);
}

function ignore({environment}: ContainerContext, error: unknown): void {
  if (!(error instanceof DaemonError)) throw error;
  environment.log('warning', `error while unmounting volume: ${error.message}`);
}
