import {posix} from 'node:path';
import {DaemonError} from '../errors.ts';
import type {HostFiles} from '../host.ts';

/** A path below a volume that exists and does not leave it (moby v28.5.2 internal/safepath Join). */
export async function joinSubpath(base: string, subpath: string, host: HostFiles): Promise<string> {
  const path = posix.join(base, subpath);
  if (path !== base && !path.startsWith(`${base}/`)) {
    throw new DaemonError(
      `path concatenation escapes the base directory, base: ${base}, subpath: ${subpath}`,
      {
        status: 'invalid',
      },
    );
  }
  if ((await host.kind(path)) !== 'missing') return path;
  throw new DaemonError(`cannot access path ${path}: lstat ${path}: no such file or directory`, {
    status: 'not-found',
  });
}
