import {constants, type Stats} from 'node:fs';
import {lstat, mkdir, open, readdir, stat} from 'node:fs/promises';
import {dirname, join, normalize, sep} from 'node:path';
import type {HostFiles, PathKind} from './host.ts';

/** This machine's file system. Inside a mountpoint no symbolic link is followed. */
export function createHostFiles(): HostFiles {
  return {kind, list, read, write};
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

async function kind(path: string): Promise<PathKind> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown';
  }
}

async function list(path: string): Promise<string[]> {
  return readdir(path).catch(() => []);
}

async function read(root: string, path: string): Promise<string> {
  const file = await open(
    await inside(root, path),
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  );
  try {
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function write(root: string, path: string, data: string): Promise<void> {
  const target = await inside(root, path);
  if (dirname(target) !== normalize(root)) await mkdir(dirname(target), {recursive: true});
  const flags =
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(target, flags, 0o644);
  try {
    await file.writeFile(data);
  } finally {
    await file.close();
  }
}

/** The path below the root; refuses `..` and every symbolic link on the way. */
async function inside(root: string, path: string): Promise<string> {
  const parts = normalize(`${sep}${path}`).split(sep).filter(Boolean);
  let current = root;
  for (const part of parts) {
    current = join(current, part);
    const found: Stats | null = await lstat(current).catch(() => null);
    if (found?.isSymbolicLink())
      throw new Error(`ELOOP: ${current} is a symbolic link; plugtest does not follow it`);
  }
  return current;
}
