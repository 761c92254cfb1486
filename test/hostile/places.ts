import {join} from 'node:path';
import type {Attack} from '../../fixtures/hostile/attack.js';
import type {Ground} from './ground.ts';

/** Where the plugin listens; the kernel takes 107 bytes. */
export function socketPath({socketName = 'plugin.sock'}: Attack, {folder}: Ground): string {
  const start = join(folder, 'run/');
  if (socketName === 'LONGEST') return start.padEnd(107, 'x');
  if (socketName === 'TOO-LONG') return start.padEnd(120, 'x');
  return join(start, socketName);
}
