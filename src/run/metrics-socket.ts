import {mkdir, rm, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {probe} from '../wire/probe.ts';

/** Where dockerd's metrics socket appears in every metrics plugin (moby v28.5.2 internal/metrics/plugin_unix.go RegisterPlugin). */
export const DOCKERS_METRICS_SOCKET = '/run/docker/metrics.sock';

/**
 * Prepares the place of the daemon's metrics socket; gives what is in the way, or null. A socket at which nobody listens is
 * removed, as dockerd does; that of a daemon that runs is left alone.
 */
export async function freeMetricsSocket(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isSocket()) return 'another file is there';
  if (found !== null && (await probe({kind: 'unix', path})).ok) return 'a daemon offers its own there';
  try {
    await mkdir(dirname(path), {recursive: true});
    await rm(path, {force: true});
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
