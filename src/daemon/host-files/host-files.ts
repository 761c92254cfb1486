import {isAbsolute} from 'node:path';
import type {HostFiles, PathKind} from '../host.ts';
import {Hanging, hands, type Order} from './hands.ts';

/** The host's files, and the end of plugtest's stay among them. */
export interface OwnHostFiles extends HostFiles {
  /** Removes every file that was made through this and is still there. */
  tidy(): Promise<void>;
}

/** As long as the slowest network file system takes when nothing is wrong. */
const FIRST_TIMEOUT_MS = 8000;
/** What hung once is not waited for again at full length. */
const LATER_TIMEOUT_MS = 500;

/**
 * This machine's file system. Inside a mountpoint no symbolic link is followed, nothing but regular files is opened, and no file
 * is written over that holds what plugtest did not write.
 */
export function createHostFiles(): OwnHostFiles {
  const made: unknown[] = [];
  const written = new Set<string>();
  let timeoutMs = FIRST_TIMEOUT_MS;
  const order = async (what: Order): Promise<unknown> => {
    try {
      return await hands.do(what, timeoutMs);
    } catch (error) {
      if (error instanceof Hanging) timeoutMs = LATER_TIMEOUT_MS;
      throw error;
    }
  };
  return {
    async kind(path) {
      // a daemon looks at it from a folder of its own
      if (!isAbsolute(path)) return 'missing';
      try {
        return (await order({act: 'kind', root: path})) as PathKind; // hand.js gives no other
      } catch (error) {
        return error instanceof Hanging ? 'hanging' : 'unknown';
      }
    },
    list: root => order({act: 'list', root}).catch(() => []) as Promise<string[]>,
    read: (root, path) => order({act: 'read', root, path}) as Promise<string>,
    async write(root, path, data) {
      const result = (await order({act: 'write', root, path, data})) as Written;
      if (result.made !== undefined) made.push(result.made);
      else if (result.holds === '' || written.has(result.holds ?? ''))
        await order({act: 'write', root, path, data, over: true});
      else throw new Error(`EEXIST: ${root}/${path} holds something that plugtest did not write`);
      written.add(data);
    },
    async tidy() {
      for (const file of made.splice(0)) await order({act: 'remove', file}).catch(() => {});
    },
  };
}

interface Written {
  readonly made?: unknown;
  readonly holds?: string;
}

/** A host of which nothing is known: mountpoints lie in another mount namespace (TCP plugins, containers). */
export function unseenHost(): HostFiles {
  const refuse = async () => {
    throw new Error('the mountpoint cannot be seen from here');
  };
  return {kind: async () => 'unknown', list: async () => [], read: refuse, write: refuse};
}

/** Copies files into a folder, if it is empty and can be seen, as copy-up does. */
export async function fillFolder(
  host: HostFiles,
  folder: string,
  files: readonly (readonly [name: string, data: string])[],
): Promise<void> {
  if (files.length === 0 || (await host.kind(folder)) !== 'directory') return;
  if ((await host.list(folder)).length > 0) return;
  for (const [name, data] of files) await host.write(folder, name, data);
}
