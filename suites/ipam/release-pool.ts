import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {needsWishes} from './_address-refusal.ts';
import {givenAddress, givenPool, releasePool, requestAddress, subnet} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];

export const freesAddresses = defineCheck({
  id: 'ipam.release-pool.frees-addresses',
  title: 'ReleasePool frees the addresses of the pool',
  level: 'MUST',
  requirement: 'ipam/22',
  problem: 'An address of a pool that was released was still taken when the pool came back.',
  consequence:
    'several roll-backs of dockerd release only the pool: `docker network create` with the same --gateway then fails',
  fix: 'Forget all addresses of the pool in ReleasePool.',
  needs,
  dependsOn: ['ipam.request-pool.again-after-release', 'ipam.request-address.exact'],
  async run(t) {
    await needsWishes(t);
    const wish = {pool: subnet(t)};
    const pool = await givenPool(t, wish);
    const held = await givenAddress(t, pool);
    await releasePool(t, pool);
    t.expect(await requestAddress(t, await givenPool(t, wish), {address: held})).toSucceed();
  },
});

export const unknown = defineCheck({
  id: 'ipam.release-pool.unknown',
  title: 'ReleasePool of an unknown or empty PoolID succeeds',
  level: 'SHOULD',
  requirement: 'ipam/23',
  problem: 'Releasing a pool that is gone was refused.',
  consequence: 'dockerd repeats a half-failed removal at its next start: an error in its log each time',
  fix: 'Answer ReleasePool of an unknown id with 200 and `{}`.',
  needs,
  async run(t) {
    for (const id of [t.unique('no-pool'), '']) t.expect(await releasePool(t, {id})).toSucceed();
  },
});

export const harmless = defineCheck({
  id: 'ipam.release-pool.harmless',
  title: 'ReleasePool of an unknown or empty PoolID releases nothing else',
  level: 'MUST',
  requirement: ['ipam/23', 'ipam/48'],
  problem: 'Releasing a pool that does not exist took another one away.',
  consequence: 'a network loses its pool: its containers can not start, or get addresses that are in use',
  fix: 'Look PoolID up exactly; an empty one is nobody.',
  needs,
  dependsOn: ['ipam.request-address.taken'],
  exclusive: true,
  async run(t) {
    const pool = await givenPool(t);
    const held = await givenAddress(t, pool);
    for (const id of ['', t.unique('no-pool'), pool.id.slice(0, -1)]) await releasePool(t, {id});
    t.expect(await requestAddress(t, pool)).toSucceed();
    t.expect(await requestAddress(t, pool, {address: held})).toFail();
  },
});

export const forgotten = defineCheck({
  id: 'ipam.release-pool.forgotten',
  title: 'After ReleasePool a pool is as unknown as one that never was',
  level: 'SHOULD',
  requirement: 'ipam/22',
  problem: 'A pool was released, and the driver still gave addresses of it.',
  consequence: 'pools pile up in the plugin with every network that ever was',
  fix: 'Remove the pool and all that belongs to it in ReleasePool.',
  needs,
  dependsOn: ['ipam.request-address.succeeds'],
  exclusive: true,
  async run(t) {
    const pool = await givenPool(t);
    await releasePool(t, pool);
    const ask = (id: string) => requestAddress(t, {...pool, id}, {how: {probe: true}});
    if ((await ask(t.unique('no-pool'))).ok) t.notApplicable('the driver gives addresses of any pool');
    t.expect(await ask(pool.id)).toFail();
  },
});
