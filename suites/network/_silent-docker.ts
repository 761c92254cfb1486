import type {CheckContext} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {startBesideSilentDocker, type WatchedCall, watch} from '../transport/_silent-docker.ts';
import {about, join} from './_calls.ts';
import {createEndpoint, noPorts} from './_endpoint.ts';
import {givenNetwork} from './_given.ts';

/**
 * A network from before, a machine that boots, and a container that starts and ends while the Docker API is silent. It
 * happens once in a run: the first check that asks makes it happen.
 */
export const besideSilentDocker = oncePerRun(tell);

async function tell(t: CheckContext): Promise<readonly WatchedCall[]> {
  const network = await givenNetwork(t);
  const address = await network.nextAddress();
  const silent = await startBesideSilentDocker(t);
  const {calls, note} = watch(silent);
  for (const method of ['Plugin.Activate', 'NetworkDriver.GetCapabilities'])
    if (!note(await t.plugin.call(method, undefined, {freshConnection: true})).ok) return calls;
  const {endpoint, call} = await createEndpoint(t, network, {address});
  if (!note(call).ok || !note(await join(t, endpoint)).ok) return calls;
  const ports = {...endpoint.ids, Options: noPorts};
  note(await t.plugin.call('NetworkDriver.ProgramExternalConnectivity', ports));
  for (const method of ['EndpointOperInfo', 'RevokeExternalConnectivity', 'Leave', 'DeleteEndpoint'])
    if (note(await about(t, method, endpoint)).failure === 'no-answer') break;
  return calls;
}
