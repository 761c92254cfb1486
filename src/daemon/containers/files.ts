import {posix} from 'node:path';
import type {Environment} from '../environment.ts';
import type {HostFiles} from '../host.ts';
import type {FileResult} from './api.ts';
import {locate} from './archive.ts';
import type {Container} from './container.ts';

/** Where a process in the container would look: the container, if there is one, and its host. */
export interface Inside {
  readonly environment: Environment | null;
  readonly container: Container | null;
}

/** Reads a file as a process in the container would: through what Mount answered. */
export function readInContainer(inside: Inside, path: string): Promise<FileResult> {
  return access(inside, path, (host, {root, rest}) => host.read(root, rest));
}

/** Writes a file in the same way. */
export function writeInContainer(inside: Inside, path: string, data: string): Promise<FileResult> {
  return access(inside, path, async (host, {root, rest}) => {
    await host.write(root, rest, data);
    return '';
  });
}

/** Ok when something is at the path. */
export function existsInContainer(inside: Inside, path: string): Promise<FileResult> {
  return access(inside, path, async (host, {root, rest}) => {
    if ((await host.kind(posix.join(root, rest))) !== 'missing') return '';
    throw new Error(`ENOENT: no such file or directory, stat '${path}'`);
  });
}

interface Place {
  readonly root: string;
  readonly rest: string;
}

async function access(
  {environment, container}: Inside,
  path: string,
  act: (host: HostFiles, place: Place) => Promise<string>,
): Promise<FileResult> {
  if (environment === null || container === null) return refused('there is no such container');
  if (!container.running) return refused('the container is not running');
  const place = locate(container.process?.binds ?? [], path);
  if (place === null) return refused(`no volume holds ${path}`);
  if (place.root === '') return refused('the mountpoint is empty');
  if ((await environment.host.kind(place.root)) === 'unknown') {
    return {...refused(`the mountpoint ${place.root} cannot be seen from here`), reachable: false};
  }
  try {
    return {ok: true, data: await act(environment.host, place), error: '', reachable: true};
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function refused(error: string): FileResult {
  return {ok: false, data: '', error, reachable: true};
}
