import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {resolve} from 'node:path';
import process from 'node:process';
import type {Target} from './target.ts';

type Namespace = 'same' | 'other' | 'unknown';

/** Plugtest itself runs as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The address is a symbolic link, which dockerd's scan of its folder passes over (moby v28.5.2 pkg/plugins/discovery.go Scan). */
export function isSymlink({address}: Pick<Target, 'address'>): boolean {
  return address.kind === 'unix' && readLink(address.path) !== undefined;
}

/**
 * Whether the plugin's paths mean the same here: compares the mount namespaces of its process and ours.
 * `unknown` where the process can't be found (TCP, no rights, another network namespace).
 */
export function mountNamespaceOf(target: Target): {readonly mountNamespace: Namespace} {
  const pid = listenerOf(target) ?? target.control?.pid ?? null;
  const theirs = pid === null ? undefined : readLink(`/proc/${pid}/ns/mnt`);
  const ours = readLink('/proc/self/ns/mnt');
  if (theirs === undefined || ours === undefined) return {mountNamespace: 'unknown'};
  return {mountNamespace: theirs === ours ? 'same' : 'other'};
}

/** A process of the network namespace in which the plugin listens; null where it can't be found, or several would do. */
export function namespaceHolderOf(target: Target): number | null {
  if (target.address.kind !== 'unix') return null;
  const {path} = target.address;
  const listener = listenerOf(target);
  if (listener !== null) return listener;
  const holders = new Map<string, number>();
  for (const pid of processes()) {
    const namespace = readLink(`/proc/${pid}/ns/net`);
    if (namespace !== undefined && !holders.has(namespace)) holders.set(namespace, Number(pid));
  }
  const found = [...holders.values()].filter(pid => inodeOf(path, `/proc/${pid}/net/unix`) !== undefined);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The process that holds the listening unix socket, found through /proc as ss(8) does. */
function listenerOf(target: Target): number | null {
  if (target.address.kind !== 'unix') return null;
  const inode = inodeOf(target.address.path, '/proc/net/unix');
  if (inode === undefined) return null;
  // the newest first: plugins start after most others, and one that got its socket from a manager of services holds it, too
  const holder = processes()
    .reverse()
    .find(pid =>
      list(`/proc/${pid}/fd`).some(fd => readLink(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`),
    );
  return holder === undefined ? null : Number(holder);
}

/** Oldest first, as long as numbers have not begun again. */
function processes(): string[] {
  return list('/proc').filter(entry => /^\d+$/.test(entry));
}

/** Column 7 of the table is the inode, 4 the flags (10000: listening), 8 the path (proc(5)). */
function inodeOf(path: string, table: string): string | undefined {
  const paths = [path, resolve(path)];
  for (const line of read(table).split('\n')) {
    const columns = line.split(' ').filter(column => column !== '');
    if (columns[3] === '00010000' && paths.includes(columns.slice(7).join(' '))) return columns[6];
  }
  return undefined;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // gone, or not ours to see
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
