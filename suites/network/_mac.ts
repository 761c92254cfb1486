import type {CheckContext} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {createEndpoint, endEndpoint} from './_endpoint.ts';
import type {GivenNetwork} from './_given.ts';
import {isReasoned} from './_refusal.ts';

/**
 * Why the driver takes no MAC address of the user's, as docker's own ipvlan driver takes none; empty where it does (moby
 * v28.5.2 libnetwork/drivers/ipvlan/ipvlan_endpoint.go CreateEndpoint).
 */
export const macRefusal = oncePerRun(askForMac);

/** A MAC address for an endpoint of this network, if the driver takes any. */
export async function macWish(t: CheckContext, network: GivenNetwork): Promise<{readonly mac?: string}> {
  return (await macRefusal(t, network)) === '' ? {mac: someMac(t)} : {};
}

/** No dockerd sends the address without its twin in Options: what the driver makes of that has a check of its own. */
async function askForMac(t: CheckContext, network: GivenNetwork): Promise<string> {
  const {endpoint, call} = await createEndpoint(t, network, {mac: someMac(t), probe: true});
  await endEndpoint(t, endpoint.ids, {probe: true});
  return isReasoned(call) ? call.error : '';
}

/** A MAC address as a user types it: locally administered, unicast. */
export function someMac(t: CheckContext): string {
  const byte = () =>
    Math.floor(t.random() * 256)
      .toString(16)
      .padStart(2, '0');
  return `02:11:${byte()}:${byte()}:${byte()}:${byte()}`;
}

/** The six bytes of a MAC in base64, as Go writes a byte slice in a map. */
export function macBase64(mac: string): string {
  return btoa(String.fromCharCode(...mac.split(':').map(byte => Number.parseInt(byte, 16))));
}
