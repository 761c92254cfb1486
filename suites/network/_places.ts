import type {CheckContext} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {endEndpoint, tryEndpoint} from './_endpoint.ts';
import {type GivenNetwork, givenNetwork} from './_given.ts';
import {isReasoned} from './_refusal.ts';

/** Ends a check for which a network must take a second container, as a lent device does not. Only for exclusive checks. */
export async function needsTwoContainers(t: CheckContext): Promise<void> {
  end(t, await secondContainerRefusal(t), 'containers on a network');
}

/** Ends a check for which a container must be on two networks at once. Only for exclusive checks. */
export async function needsTwoNetworks(t: CheckContext): Promise<void> {
  end(t, await onTwoNetworks(t), 'endpoints on two networks');
}

function end(t: CheckContext, refusal: string, what: string): void {
  if (refusal !== '') t.notApplicable(`the driver takes no two ${what} at a time: ${refusal}`);
}

/** Why a network takes no second container; empty where it takes one, or says no reason. Only for exclusive checks. */
export const secondContainerRefusal = oncePerRun(async t => {
  const network = await givenNetwork(t);
  return secondRefused(t, [network, network]);
});

const onTwoNetworks = oncePerRun(async t => secondRefused(t, [await givenNetwork(t), await givenNetwork(t)]));

/** Why the second of two endpoints is refused; empty where it is not, or without a reason. */
async function secondRefused(
  t: CheckContext,
  [one, other]: readonly [GivenNetwork, GivenNetwork],
): Promise<string> {
  const [first, second] = [await tryEndpoint(t, one), await tryEndpoint(t, other)];
  for (const {endpoint} of [second, first]) await endEndpoint(t, endpoint.ids, {probe: true});
  return first.call.ok && isReasoned(second.call) ? second.call.error : '';
}
