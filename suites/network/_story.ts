import type {CheckContext} from '../../src/authoring.ts';
import {about, deleteEndpoint, join, leave} from './_calls.ts';
import {createEndpoint, type EndpointWish, type GivenEndpoint, noPorts} from './_endpoint.ts';
import type {GivenNetwork} from './_given.ts';

/** A container's start on this network, as dockerd does it: each step must succeed. */
export async function attach(
  t: CheckContext,
  network: GivenNetwork,
  wish: EndpointWish = {},
): Promise<GivenEndpoint> {
  const {endpoint, call} = await createEndpoint(t, network, wish);
  t.expect(call).toSucceed();
  await start(t, endpoint);
  return endpoint;
}

/** What follows CreateEndpoint at a container's start: each step must succeed. */
export async function start(t: CheckContext, endpoint: GivenEndpoint): Promise<void> {
  const joined = await join(t, endpoint);
  t.expect(joined).toSucceed();
  if (joined.reply?.Gateway) await program(t, endpoint);
  t.expect(await about(t, 'EndpointOperInfo', endpoint)).toAnswer();
}

/** A container's end: each step must succeed. */
export async function detach(t: CheckContext, endpoint: GivenEndpoint): Promise<void> {
  t.expect(await leave(t, endpoint)).toSucceed();
  t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
}

/** A container that starts and ends. */
export async function attachAndDetach(
  t: CheckContext,
  network: GivenNetwork,
  wish: EndpointWish = {},
): Promise<void> {
  await detach(t, await attach(t, network, wish));
}

/** ProgramExternalConnectivity has checks of its own; here it only belongs to the story. */
async function program(t: CheckContext, {ids}: GivenEndpoint): Promise<void> {
  await t.plugin.call('NetworkDriver.ProgramExternalConnectivity', {...ids, Options: noPorts});
}
