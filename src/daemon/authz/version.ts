import type {Engine} from '../engines/engine.ts';
import type {ApiRequest} from './api.ts';
import {readTarget} from './target.ts';

/** Why the daemon does not execute a request of this API version; null when it does (moby v28.5.2 api/server/middleware/version.go). */
export function versionProblem({target}: ApiRequest, {authz}: Engine): string | null {
  const version = readTarget(target)?.version ?? null;
  if (version === null) return null;
  const {min, max} = authz.api;
  if (compareVersions(version, min) < 0) {
    return `client version ${version} is too old. Minimum supported API version is ${min}, please upgrade your client to a newer version`;
  }
  if (compareVersions(version, max) > 0) {
    return `client version ${version} is too new. Maximum supported API version is ${max}`;
  }
  return null;
}

/** Part by part as numbers; missing parts are 0: `1.41.0` and `01.41` are `1.41` (moby v28.5.2 api/types/versions/compare.go). */
export function compareVersions(one: string, other: string): number {
  const parts = (text: string) => text.split('.').map(part => Number.parseInt(part, 10) || 0);
  const [ones, others] = [parts(one), parts(other)];
  for (let at = 0; at < Math.max(ones.length, others.length); at += 1) {
    const difference = (ones[at] ?? 0) - (others[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}
