import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';

/** Set in the environment of a started plugin, and so of all that it starts, wherever that goes. */
const MARK = 'PLUGTEST_STARTED';

/** What a marked process has in its environment. */
export function environmentOf(mark: string): Readonly<Record<string, string>> {
  return {[MARK]: mark};
}

const POLITE_MS = 1000;
const POLL_MS = 20;

/**
 * Ends what a plugin left running outside its process group (in a session of its own, say): SIGTERM, then SIGKILL. Gives how many
 * there were. Finds nothing where there is no /proc, and nobody who has cleared its environment.
 */
export async function endStragglers(mark: string): Promise<number> {
  const found = marked(mark);
  for (const pid of found) signal(pid, 'SIGTERM');
  const until = performance.now() + POLITE_MS;
  while (found.length > 0 && marked(mark).length > 0 && performance.now() < until)
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  // one that forks all the time has a new child at each look
  for (let round = 0; round < 10; round += 1) {
    const left = marked(mark);
    if (left.length === 0) break;
    for (const pid of left) signal(pid, 'SIGKILL');
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  return found.length;
}

function marked(mark: string): readonly number[] {
  const entry = `\0${MARK}=${mark}\0`;
  return processes().filter(pid => `\0${environment(pid)}`.includes(entry));
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter(pid => pid > 0 && pid !== process.pid);
  } catch {
    return [];
  }
}

/** Empty for the dead and for processes of others. */
function environment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {} // it has ended
}
