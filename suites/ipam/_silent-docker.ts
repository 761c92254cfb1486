import {type CheckContext, formatCidr} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {startBesideSilentDocker, type WatchedCall, watch} from '../transport/_silent-docker.ts';
import {bare, givenPool, releaseAddress, releasePool, requestAddress, requestPool} from './_given.ts';
import {replays} from './_replay.ts';

/** As `besideSilentDocker` of networks: a pool from before, a machine that boots, and a container that starts and ends. */
export const besideSilentDocker = oncePerRun(tell);

async function tell(t: CheckContext): Promise<readonly WatchedCall[]> {
  const wantsReplay = await replays(t);
  const pool = await givenPool(t);
  const silent = await startBesideSilentDocker(t);
  const {calls, note} = watch(silent);
  for (const method of [
    'Plugin.Activate',
    'IpamDriver.GetCapabilities',
    'IpamDriver.GetDefaultAddressSpaces',
  ])
    if (note(await t.plugin.call(method)).failure === 'no-answer') return calls;
  if (wantsReplay && !note(await requestPool(t, {pool: formatCidr(pool.prefix)})).ok) return calls;
  const given = note(await requestAddress(t, pool));
  if (!given.ok) return calls;
  note(await releaseAddress(t, pool, bare(given)));
  note(await releasePool(t, pool));
  return calls;
}
