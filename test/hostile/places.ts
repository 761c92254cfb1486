import {once} from 'node:events';
import {createServer} from 'node:net';
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

/** One that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
