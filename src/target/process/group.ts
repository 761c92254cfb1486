import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';

const groups = new Set<number>();

/**
 * Marks a process group as ours: it is killed when plugtest ends, whatever the reason, except SIGKILL to plugtest.
 * Only for crashes and forgotten disposal; the run disposes of its target on every way out.
 */
export function rememberGroup(pid: number): void {
  if (groups.size === 0) process.on('exit', killAll);
  groups.add(pid);
}

/** The group is empty; its number may soon belong to somebody else. */
export function forgetGroup(pid: number): void {
  groups.delete(pid);
  if (groups.size === 0) process.off('exit', killAll);
}

/** Sends a signal to every process of a group; false when none is left. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    // EPERM: something lives, but it has changed its user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Resolves with true when the group is empty, with false when something still lives after `timeoutMs`. */
export async function groupEnds(pid: number, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while (groupLives(pid)) {
    if (performance.now() >= until) return false;
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  return true;
}

const POLL_MS = 10;

/** True while a process of the group runs. The dead that nobody has buried (no init in a container) do not count. */
export function groupLives(pid: number): boolean {
  return signalGroup(pid, 0) && (membersFromProc(pid) ?? true);
}

/** Null where there is no /proc to ask. The leader is asked first: as long as it lives nobody else need be looked for. */
function membersFromProc(group: number): boolean | null {
  try {
    if (isLivingMember(String(group), group)) return true;
    return readdirSync('/proc').some(entry => /^\d+$/.test(entry) && isLivingMember(entry, group));
  } catch {
    return null;
  }
}

function isLivingMember(pid: string, group: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything; state, parent and group follow it.
    const [state, , owner] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(owner) === group && state !== 'Z' && state !== 'X';
  } catch {
    // It has ended while we looked.
    return false;
  }
}

function killAll(): void {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
}
