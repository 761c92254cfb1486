import {posix} from 'node:path';
import type {HostFiles, PathKind} from '../../../src/daemon/host.ts';

/** The recorder's file system, as far as mountpoints go: what the recording says that lay there. */
export interface StandInHost extends HostFiles {
  makeDirectory(path: string): void;
}

/** The data folder of a volume of the daemon's own driver. */
const localVolume = /^\/var\/lib\/docker\/volumes\/[^/]+\/_data$/;

/** Starts with what the lab's root held. */
export function createHost(): StandInHost {
  const files = new Map<string, string | null>([
    ['/', null],
    ['/mnt/rec/volumes', null],
    ['/etc/hostname', 'plugtest-lab\n'],
  ]);
  const clean = (path: string) => posix.normalize(path).replace(/(.)\/$/, '$1');
  return {
    makeDirectory: path => void files.set(clean(path), null),
    async kind(path): Promise<PathKind> {
      if (localVolume.test(path)) return 'directory';
      const found = files.get(clean(path));
      return found === undefined ? 'missing' : found === null ? 'directory' : 'file';
    },
    async list(path) {
      const folder = clean(path);
      return [...files.keys()]
        .filter(file => file !== folder && posix.dirname(file) === folder)
        .map(file => posix.basename(file));
    },
    async read(root, path) {
      const data = files.get(clean(posix.join(root, path)));
      if (typeof data !== 'string') throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      return data;
    },
    async write(root, path, data) {
      files.set(clean(posix.join(root, path)), data);
    },
  };
}
