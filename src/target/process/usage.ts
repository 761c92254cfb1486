import {readdirSync, readFileSync} from 'node:fs';

/** What a program holds at a moment: its process, all of its group, and all that they started. */
export interface ProcessUsage {
  readonly processes: number;
  /** Their children that have ended and that nobody has waited for. */
  readonly zombies: number;
  readonly threads: number;
  /** Open file descriptors, connections included. */
  readonly files: number;
  /** Mount points that the first process sees, in the order of the mount table; a path may stand there more than once. */
  readonly mounts: readonly string[];
  /** Time on a processor so far, in milliseconds; what has ended no longer counts. */
  readonly cpuMs: number;
}

/** The kernel counts in hundredths of a second, whatever its own clock (proc(5), sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10;

/** Reads /proc; null where there is none, where it may not be read, or when the process is gone. */
export function usageOf(pid: number | undefined): ProcessUsage | null {
  if (pid === undefined) return null;
  try {
    const all = allProcesses();
    const family = familyOf(
      pid,
      all.filter(({isDead}) => !isDead),
    );
    if (family.length === 0) return null;
    const pids = new Set(family.map(member => member.pid));
    return {
      processes: family.length,
      // what lost its parent is for the system's first process to bury
      zombies: all.filter(({isDead, parent}) => isDead && pids.has(parent)).length,
      threads: total(family, member => member.threads),
      files: total(family, member => countFiles(member.pid, pid)),
      cpuMs: total(family, member => member.ticks) * TICK_MS,
      mounts: mountPoints(readFileSync(`/proc/${pid}/mountinfo`, 'utf8')),
    };
  } catch {
    return null;
  }
}

interface Member {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** It has ended, and its parent has not asked how. */
  readonly isDead: boolean;
  readonly threads: number;
  /** In user mode and in the kernel. */
  readonly ticks: number;
}

function allProcesses(): readonly Member[] {
  const pids = readdirSync('/proc').filter(entry => /^\d+$/.test(entry));
  return pids.flatMap(pid => memberOf(Number(pid)) ?? []);
}

/** Undefined for one that ended while we looked. */
function memberOf(pid: number): Member | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the second field is the program's name in brackets and may hold anything; state is the third field, times the 14th and 15th, threads the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group] = fields;
    if (state === 'X') return undefined;
    const [threads, ticks] = [Number(fields[17]), Number(fields[11]) + Number(fields[12])];
    return {pid, parent: Number(parent), group: Number(group), isDead: state === 'Z', threads, ticks};
  } catch {
    return undefined;
  }
}

/** The process, those of its group (a helper that lost its parent stays in it), and their descendants. */
function familyOf(pid: number, all: readonly Member[]): readonly Member[] {
  const family = new Set(all.filter(member => member.pid === pid || member.group === pid));
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    const pids = new Set([...family].map(member => member.pid));
    for (const member of all) if (pids.has(member.parent)) family.add(member);
  }
  return [...family];
}

/** A helper may have ended or changed its user meanwhile; of the plugin itself the files must be seen. */
function countFiles(pid: number, first: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch (error) {
    if (pid === first) throw error;
    return 0;
  }
}

/** Field 5 of mountinfo, in which space, tab, line feed and backslash are octal (proc(5)). */
export function mountPoints(mountinfo: string): readonly string[] {
  return mountinfo
    .split('\n')
    .flatMap(line => line.split(' ')[4] ?? [])
    .map(path =>
      path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
    );
}

function total(members: readonly Member[], count: (member: Member) => number): number {
  return members.reduce((sum, member) => sum + count(member), 0);
}
