import {readFileSync} from 'node:fs';

/**
 * When a process began, in clock ticks since the machine did: with its number it names a process for ever, although
 * numbers are given again. Null when there is no such process, or no /proc.
 */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the second field is the program's name in brackets and may hold anything (proc(5))
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // the dead that nobody has buried do not count
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
