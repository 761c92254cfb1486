import {posix} from 'node:path';
import type {Environment} from '../environment.ts';
import {localPath} from '../volumes/local-driver.ts';
import {LOCAL} from '../volumes/volume.ts';
import type {FileResult} from './api.ts';
import {locate} from './archive.ts';
import type {Container} from './container.ts';

/** Reads a file as a process in the container would: through what Mount answered. */
export function readInContainer(
  environment: Environment | null,
  container: Container | null,
  path: string,
): Promise<FileResult> {
  return attempt(environment, container, {
    path,
    act: (place, {host}) => host.read(place.root, place.rest),
    actLocally: (files, rest) => {
      const data = files.get(rest);
      if (data === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      return data;
    },
  });
}

/** Writes a file in the same way. */
export function writeInContainer(
  environment: Environment | null,
  container: Container | null,
  {path, data}: {readonly path: string; readonly data: string},
): Promise<FileResult> {
  return attempt(environment, container, {
    path,
    act: async (place, {host}) => {
      await host.write(place.root, place.rest, data);
      return '';
    },
    actLocally: (files, rest) => {
      files.set(rest, data);
      return '';
    },
  });
}

/** Ok when something is at the path. */
export function existsInContainer(
  environment: Environment | null,
  container: Container | null,
  path: string,
): Promise<FileResult> {
  return attempt(environment, container, {
    path,
    act: async (place, {host}) => {
      const kind = await host.kind(posix.join(place.root, place.rest));
      if (kind === 'missing') throw new Error(`ENOENT: no such file or directory, stat '${path}'`);
      return '';
    },
    actLocally: (files, rest) => {
      if (rest !== '' && !files.has(rest))
        throw new Error(`ENOENT: no such file or directory, stat '${path}'`);
      return '';
    },
  });
}

interface Place {
  readonly root: string;
  readonly rest: string;
}

interface Access {
  readonly path: string;
  act(place: Place, environment: Environment): Promise<string>;
  actLocally(files: Map<string, string>, rest: string): string;
}

async function attempt(
  environment: Environment | null,
  container: Container | null,
  access: Access,
): Promise<FileResult> {
  if (environment === null || container === null) return refused('there is no such container');
  if (!container.running) return refused('the container is not running');
  const mounts = [...container.mounts.values()];
  const place = locate(
    mounts.map(mount => ({source: mount.path, destination: mount.destination})),
    access.path,
  );
  if (place === null) return refused(`no volume holds ${access.path}`);
  const mount = mounts.find(item => item.path === place.root);
  try {
    const local =
      mount?.record.driver === LOCAL ? environment.disk.localVolumes.get(mount.record.name) : undefined;
    if (local !== undefined && place.root === localPath(local.name)) {
      return done(access.actLocally(local.files, place.rest));
    }
    if (place.root === '') return refused('the mountpoint is empty');
    if ((await environment.host.kind(place.root)) === 'unknown') {
      return {...refused(`the mountpoint ${place.root} cannot be seen from here`), reachable: false};
    }
    return done(await access.act(place, environment));
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function done(data: string): FileResult {
  return {ok: true, data, error: '', reachable: true};
}

function refused(error: string): FileResult {
  return {ok: false, data: '', error, reachable: true};
}
