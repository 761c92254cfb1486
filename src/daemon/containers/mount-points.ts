import {posix} from 'node:path';
import {DaemonError} from '../errors.ts';
import {MountPoint} from '../mounts/mount-point.ts';
import {type MountRequest, parseMountOption, parseVolumeSpec, parseVolumesFrom} from '../mounts/parse.ts';
import {held} from '../volumes/service.ts';
import {LOCAL} from '../volumes/volume.ts';
import type {RunOptions} from './api.ts';
import type {Container} from './container.ts';
import type {ContainerContext} from './context.ts';
import {findContainer} from './find.ts';

/**
 * Decides what is mounted where, and makes the volumes: those of other containers, `-v`, `--mount`, in this order. On an error
 * the container's references are given up; volumes that were made stay (moby v28.5.2 daemon/volumes.go registerMountPoints).
 */
export async function registerMountPoints(
  context: ContainerContext,
  container: Container,
  options: RunOptions,
): Promise<void> {
  const mounts = new Map<string, MountPoint>();
  try {
    for (const spec of options.volumesFrom ?? []) await takeFrom(context, {container, mounts, spec});
    const taken = new Set<string>();
    for (const request of requests(options)) {
      if (taken.has(request.destination)) {
        throw new DaemonError(`Duplicate mount point: ${request.destination}`, {status: 'invalid'});
      }
      const mount = await makeVolume(context, container, request);
      taken.add(request.destination);
      await replace(context, {container, mounts}, mount);
    }
  } catch (error) {
    for (const mount of mounts.values()) await release(context, container, mount);
    throw error;
  }
  container.mounts = mounts;
}

/** Volumes of the image and of `-v /path`, unless something is mounted there (the same, daemon/create_unix.go). */
export async function addAnonymousVolumes(
  context: ContainerContext,
  container: Container,
  paths: readonly string[],
): Promise<void> {
  const wanted = [...new Set(paths.map(path => posix.normalize(path)))];
  for (const destination of wanted) {
    if (container.mounts.has(destination)) continue;
    const request = {name: '', destination, driver: container.config.volumeDriver};
    const mount = await makeVolume(context, container, {...ANONYMOUS, ...request});
    container.mounts.set(destination, mount);
  }
}

const ANONYMOUS = {writable: true, mode: '', copiesUp: true, subpath: '', options: null, labels: null};

interface Registration {
  readonly container: Container;
  readonly mounts: Map<string, MountPoint>;
}

function requests(options: RunOptions): MountRequest[] {
  const specs = (options.volumes ?? []).map((item, index) =>
    typeof item === 'string' ? item : `${item.name}:/data${index === 0 ? '' : index + 1}`,
  );
  return [
    ...specs
      .filter(spec => spec.includes(':'))
      .map(spec => parseVolumeSpec(spec, options.volumeDriver ?? '')),
    ...(options.mounts ?? []).map(parseMountOption),
  ];
}

async function makeVolume(
  {volumes}: ContainerContext,
  container: Container,
  request: MountRequest,
): Promise<MountPoint> {
  const {driver, options, labels, writable, destination, subpath} = request;
  const stored = await volumes.create(request.name, {driver, options, labels, reference: container.id});
  const {volume} = stored;
  const record = {
    source: volume.mountpoint,
    destination,
    writable,
    name: request.name || volume.name,
    driver: volume.driver,
    mode: request.mode || (volume.driver === LOCAL && request.name !== '' ? 'z' : ''),
    isNamed: request.name !== '',
    subpath,
    id: '',
  };
  return new MountPoint(record, {copiesUp: request.copiesUp, volume: held(stored)});
}

/** `--volumes-from`: a volume whose path the other container never learnt is asked for at once. */
async function takeFrom(
  context: ContainerContext,
  {container, mounts, spec}: Registration & {readonly spec: string},
): Promise<void> {
  const wanted = parseVolumesFrom(spec);
  const source = findContainer(context, wanted.container);
  for (const other of source.mountPoints(context.environment)) {
    const writable = other.record.writable && wanted.writable;
    const mount = new MountPoint({...other.record, writable, id: ''});
    if (mount.record.source === '') await mount.resolve(context.volumes, container.id);
    await replace(context, {container, mounts}, mount);
  }
}

async function replace(
  context: ContainerContext,
  {container, mounts}: Registration,
  mount: MountPoint,
): Promise<void> {
  const earlier = mounts.get(mount.destination);
  if (earlier !== undefined) await release(context, container, earlier);
  mounts.set(mount.destination, mount);
}

async function release({volumes}: ContainerContext, container: Container, mount: MountPoint): Promise<void> {
  if (mount.volume !== null) await volumes.release(mount.volume.name, container.id);
}
