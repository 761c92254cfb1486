import {type CheckContext, formatIp} from '../../src/authoring.ts';
import {isAboutOne, isReasoned} from '../network/_refusal.ts';
import {oncePerRun} from '../transport/_once.ts';
import {givenPool, nth, requestAddress, subnet} from './_given.ts';

/** Ends a check about addresses of the user's choice where the driver gives none, as behind a DHCP server. */
export async function needsWishes(t: CheckContext): Promise<void> {
  const refusal = await addressRefusal(t);
  if (refusal !== '') t.notApplicable(`the driver refuses addresses of the user's choice: ${refusal}`);
}

/** Numbers in the pool: few drivers hand out, or keep, all of them by themselves. */
const TRIED = [5, 9, 12, 13];

/** Why the driver gives no address that is asked for, whichever; empty where it gives one, or says no reason that holds for all. */
export const addressRefusal = oncePerRun(async t => {
  const pool = await givenPool(t, {pool: subnet(t)}, {orChosen: true});
  let refusal = '';
  for (const n of TRIED) {
    const call = await requestAddress(t, pool, {address: formatIp(nth(pool.prefix, n))});
    if (!isReasoned(call) || isAboutOne(call.error)) return '';
    refusal = call.error;
  }
  return refusal;
});
