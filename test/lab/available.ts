import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

const needed = ['dockerd', 'docker', 'busybox', 'unshare', 'nsenter', 'ip'];
const folders = `${process.env['PATH'] ?? ''}${delimiter}/usr/sbin${delimiter}/sbin`.split(delimiter);

/** The full path of a program, or null. */
export function findProgram(name: string): string | null {
  for (const folder of folders) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** Why no lab can be opened on this machine, fit to print as the reason of a skipped test; null when one can. */
export function whyNoLab(): string | null {
  if (process.platform !== 'linux') return 'a lab with a real dockerd needs Linux';
  if (process.getuid?.() !== 0) return 'a lab with a real dockerd needs root';
  const missing = needed.filter(name => findProgram(name) === null);
  if (missing.length > 0)
    return `a lab with a real dockerd needs ${missing.join(', ')} (apt-get install docker.io busybox-static iproute2)`;
  const attempt = spawnSync('unshare', [
    '--mount',
    '--net',
    '--pid',
    '--fork',
    'mount',
    '-t',
    'tmpfs',
    'tmpfs',
    '/mnt',
  ]);
  if (attempt.status !== 0) return `this machine allows no namespaces with mounts: ${attempt.stderr}`.trim();
  return null;
}
