import {execFileSync} from 'node:child_process';
import {readdirSync, readlinkSync} from 'node:fs';
import {whyNoNamespaces} from '../../src/target/netns/available.ts';

/** Why tests with real network namespaces can't run here, fit to print as the reason of a skipped test; undefined when they can. */
export const noNamespaces: string | undefined = (await whyNoNamespaces()) ?? undefined;

/** This process' network namespace, as the kernel names it. */
export function ownNamespace(): string {
  return readlinkSync('/proc/self/ns/net');
}

/** Does any process live in it? */
export function isInhabited(namespace: string): boolean {
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .some(pid => namespaceOf(pid) === namespace);
}

function namespaceOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return ''; // gone meanwhile
  }
}

/** The interfaces of this process' namespace. */
export function ownLinks(): string {
  return execFileSync('ip', ['-o', 'link'], {encoding: 'utf8'});
}
