import {type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {needsWishes} from './_address-refusal.ts';
import {
  asGateway,
  bare,
  type GivenPool,
  givenAddress,
  givenPool,
  releaseAddress,
  requestAddress,
} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];
const dependsOn = ['ipam.request-address.succeeds'];

export const succeeds = defineCheck({
  id: 'ipam.release-address.succeeds',
  title: 'ReleaseAddress of an address that is held succeeds, given as a bare address',
  level: 'MUST',
  requirement: ['ipam/34', 'ipam/41'],
  problem: 'An address could not be given back.',
  consequence: 'an error in the daemon log only; the address is lost, and the pool fills up',
  fix: 'Take Address without a prefix length.',
  needs,
  dependsOn,
  async run(t) {
    const pool = await givenPool(t);
    t.expect(await releaseAddress(t, pool, await givenAddress(t, pool))).toSucceed();
  },
});

export const gateway = defineCheck({
  id: 'ipam.release-address.gateway',
  title: 'The gateway can be given back as any other address',
  level: 'SHOULD',
  requirement: 'ipam/34',
  problem: 'The address of a gateway could not be given back.',
  consequence: 'each `docker network rm` leaves an error in the daemon log',
  fix: 'Treat the gateway as an address that is taken, no more.',
  needs,
  dependsOn: ['ipam.release-address.succeeds', 'ipam.gateway.without-address'],
  async run(t) {
    const pool = await givenPool(t);
    const given = await requestAddress(t, pool, {options: asGateway});
    if (!given.ok) t.blocked('ipam.gateway.without-address', given.error);
    t.expect(await releaseAddress(t, pool, bare(given))).toSucceed();
  },
});

export const unknown = defineCheck({
  id: 'ipam.release-address.unknown',
  title: 'ReleaseAddress of what is not held, or of an unknown pool, succeeds',
  level: 'SHOULD',
  requirement: 'ipam/35',
  problem: 'Giving back an address that is free was refused.',
  consequence: 'roll-backs of dockerd give addresses back twice: errors in its log',
  fix: 'Answer ReleaseAddress with 200 and `{}` when there is nothing to release.',
  needs,
  dependsOn: ['ipam.release-address.succeeds'],
  async run(t) {
    const pool = await givenPool(t);
    const address = await givenAddress(t, pool);
    await releaseAddress(t, pool, address);
    t.expect(await releaseAddress(t, pool, address)).toSucceed();
    t.expect(await releaseAddress(t, {id: t.unique('no-pool')}, address)).toSucceed();
  },
});

export const harmless = defineCheck({
  id: 'ipam.release-address.harmless',
  title: 'ReleaseAddress for another pool, or of another address, frees nothing that is held',
  level: 'MUST',
  requirement: ['ipam/35', 'ipam/48'],
  problem: 'A release that was not meant for it freed an address in use.',
  consequence: 'the next container gets an address that another still has',
  fix: 'Look up PoolID and Address exactly.',
  needs,
  dependsOn: ['ipam.release-address.succeeds', 'ipam.request-address.taken'],
  async run(t) {
    await needsWishes(t);
    const pool = await givenPool(t);
    const [held, other] = [await givenAddress(t, pool), await givenAddress(t, pool)];
    for (const id of ['', t.unique('no-pool')]) await releaseAddress(t, {id}, held);
    await releaseAddress(t, pool, '');
    await releaseAddress(t, pool, other);
    await releaseAddress(t, pool, other);
    t.expect(await requestAddress(t, pool, {address: held})).toFail();
    const [short, long] = await alike(t, pool, [held]);
    if (short === undefined || long === undefined) return;
    await releaseAddress(t, pool, short);
    t.expect(await requestAddress(t, pool, {address: long})).toFail();
  },
});

/** Two addresses that are held, one of which begins with the other as a text: `10.5.0.1` and `10.5.0.12`. */
async function alike(t: CheckContext, pool: GivenPool, held: readonly string[]): Promise<readonly string[]> {
  const known = [...held];
  for (let number = 0; number < 24; number += 1) {
    const call = await requestAddress(t, pool);
    if (!call.ok) return [];
    const address = bare(call);
    const short = known.find(other => address !== other && address.startsWith(other));
    if (short !== undefined) return [short, address];
    known.push(address);
  }
  return [];
}
