import {access, constants, mkdir, rm, rmdir} from 'node:fs/promises';
import {join} from 'node:path';
import {makeTemporaryFolder} from '../util/temporary-folder.ts';
import {makeFifo, openFifo} from '../wire/fifo.ts';
import type {LogPipe, LogPipes} from './logging/pipes.ts';

/** moby v28.5.2 daemon/logger/plugin.go makePluginCreator. */
const DOCKERS_FOLDER = '/run/docker/logging';

/**
 * FIFOs on this machine: in dockerd's folder where that may be made (as root), else in a temporary one. `beforeMaking` hears of each
 * path before there is anything.
 */
export function createHostPipes(beforeMaking: (path: string) => void = () => {}): LogPipes {
  const pipes = new Set<LogPipe>();
  let folder: Promise<Folder> | null = null;
  return {
    async open(id) {
      folder ??= usableFolder();
      const path = join((await folder).path, id);
      beforeMaking(path);
      await makeFifo(path);
      const fifo = openFifo(path);
      const pipe: LogPipe = {
        ...fifo,
        path,
        remove: async () => {
          pipes.delete(pipe);
          await removeEntry(path);
        },
      };
      pipes.add(pipe);
      return pipe;
    },
    async dispose() {
      for (const pipe of pipes) {
        pipe.close();
        await pipe.remove().catch(() => {});
      }
      const made = await folder;
      folder = null;
      if (made?.isOurs) await rm(made.path, {recursive: true, force: true});
    },
  };
}

/** Whatever the plugin has put in its place goes, as with Go's os.Remove: a folder only when it is empty. */
async function removeEntry(path: string): Promise<void> {
  await rm(path, {force: true}).catch(() => rmdir(path));
}

interface Folder {
  readonly path: string;
  /** Made for this engine alone. */
  readonly isOurs: boolean;
}

async function usableFolder(): Promise<Folder> {
  try {
    await mkdir(DOCKERS_FOLDER, {recursive: true, mode: 0o700});
    await access(DOCKERS_FOLDER, constants.W_OK);
    return {path: DOCKERS_FOLDER, isOurs: false};
  } catch {
    return {path: await makeTemporaryFolder('logging'), isOurs: true};
  }
}
