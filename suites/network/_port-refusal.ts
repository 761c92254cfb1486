import type {Call, CheckContext} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {deleteEndpoint, join} from './_calls.ts';
import {createEndpoint} from './_endpoint.ts';
import {type GivenNetwork, givenNetwork} from './_given.ts';
import {hostPort, portOptions, program} from './_ports.ts';
import {isAboutOne, isReasoned} from './_refusal.ts';

/** Ends a check about published ports where the driver publishes none: its containers are reached under their own addresses. */
export async function needsPorts(t: CheckContext): Promise<void> {
  const refusal = await portRefusal(t);
  if (refusal !== '') t.notApplicable(`the driver refuses containers with published ports: ${refusal}`);
}

/** Why the driver takes no container with a published port, whichever port; empty where it takes one. */
export const portRefusal = oncePerRun(async t => {
  const network = await givenNetwork(t);
  const [first, second] = [await refusalOf(t, network), await refusalOf(t, network)];
  return first === '' ? '' : second;
});

/** One port of TCP, published as with `-p`; empty: taken, or failed with no reason that holds for all ports. */
async function refusalOf(t: CheckContext, network: GivenNetwork): Promise<string> {
  const ports = [hostPort(t)];
  const options = portOptions(ports);
  const {endpoint, call} = await createEndpoint(t, network, {options});
  const calls: Call<unknown>[] = [call, ...(call.ok ? [await join(t, endpoint, {options})] : [])];
  if (calls.every(({ok}) => ok)) calls.push(await program(t, endpoint, ports));
  await deleteEndpoint(t, endpoint);
  const failed = calls.find(({ok}) => !ok);
  if (failed === undefined || failed.exchange.response?.status === 404) return '';
  return isReasoned(failed) && !isAboutOne(failed.error) ? failed.error : '';
}
