import {
  type CheckContext,
  canRestart,
  defineCheck,
  formatCidr,
  formatIp,
  implementsDriver,
  overlap,
  ownsProcess,
} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {
  asGateway,
  bare,
  type GivenPool,
  givenAddress,
  givenPool,
  nth,
  readPool,
  releaseAddress,
  releasePool,
  requestAddress,
  requestPool,
  subnet,
} from './_given.ts';
import {replays} from './_replay.ts';

const needs = [implementsDriver('IpamDriver'), canRestart];

export const keepsPools = defineCheck({
  id: 'ipam.restart.pools-kept',
  title: 'After a restart of the plugin its pools work, without a new Activate',
  level: 'MUST',
  requirement: ['ipam/17', 'ipam/6', 'ipam/47'],
  problem: 'After a restart of the plugin a pool that it had given was unknown.',
  consequence:
    'every container start on the network fails with `unknown pool`: dockerd does not ask for the pool again',
  fix: 'Write pools to disk before RequestPool answers, or announce RequiresRequestReplay.',
  needs,
  dependsOn: ['ipam.request-address.succeeds'],
  exclusive: true,
  async run(t) {
    if (await replays(t)) t.notApplicable('the driver wants its pools replayed');
    const pool = await givenPool(t);
    await restart(t);
    t.expect(await requestAddress(t, pool)).toSucceed();
    t.expect(await requestPool(t, {pool: subnet(t)})).toAnswer();
  },
});

export const keepsAddresses = defineCheck({
  id: 'ipam.restart.addresses-kept',
  title: 'After a restart of the plugin addresses in use are still taken, and can be given back',
  level: 'MUST',
  requirement: ['ipam/43', 'ipam/48'],
  problem: 'After a restart of the plugin an address in use was given to another container.',
  consequence: 'two containers have the same address; dockerd does not check',
  fix: 'Write addresses to disk too, or announce RequiresRequestReplay.',
  needs,
  dependsOn: ['ipam.restart.pools-kept', 'ipam.request-address.unique', 'ipam.release-address.succeeds'],
  exclusive: true,
  async run(t) {
    if (await replays(t)) t.notApplicable('the driver wants its addresses replayed');
    const pool = await givenPool(t);
    const gateway = bare(await requestAddress(t, pool, {options: asGateway}));
    const held = [await givenAddress(t, pool), await givenAddress(t, pool), ...(await wished(t, pool))];
    // who gives an address twice anyway is told so by another check
    const guards = !(await requestAddress(t, pool, {address: held[0] ?? ''})).ok;
    await restart(t);
    for (const address of guards ? [gateway, ...held].filter(Boolean) : [])
      t.expect(await requestAddress(t, pool, {address})).toFail();
    const fresh = [await givenAddress(t, pool), await givenAddress(t, pool)];
    const twice = fresh.filter(address => held.includes(address));
    t.expect.ok(twice.length === 0, {
      expected: `none of ${held.join(', ')}`,
      actual: `${twice.join(', ')} again`,
    });
    for (const address of held) t.expect(await releaseAddress(t, pool, address)).toSucceed();
    t.expect(await releasePool(t, pool)).toSucceed();
  },
});

/** An address that the user asked for; none where the driver gives none so. */
async function wished(t: CheckContext, pool: GivenPool): Promise<readonly string[]> {
  const call = await requestAddress(t, pool, {address: formatIp(nth(pool.prefix, 9))});
  return call.ok ? [bare(call)] : [];
}

export const chosenPools = defineCheck({
  id: 'ipam.restart.chosen-pools-differ',
  title: 'After a restart of the plugin it does not choose a pool that is held',
  level: 'MUST',
  requirement: ['ipam/13', 'ipam/43'],
  problem: 'After a restart of the plugin a pool in use was chosen for another network.',
  consequence: 'two networks have the same subnet and the same addresses; dockerd does not check',
  fix: 'Choose among what no pool on disk overlaps; do not count from the start of the process.',
  needs,
  dependsOn: ['ipam.restart.pools-kept'],
  exclusive: true,
  async run(t) {
    if (await replays(t)) t.notApplicable('the driver wants its pools replayed');
    const pools: GivenPool[] = [];
    // who counts from the start of the process begins anew twice
    for (let start = 0; start < 2; start += 1) {
      await restart(t);
      const call = await requestPool(t);
      if (!call.ok) t.notApplicable(`the driver chooses no pool: ${call.error}`);
      pools.push(readPool(t, call));
    }
    const [first, second] = pools;
    if (first === undefined || second === undefined) return;
    t.expect.ok(!overlap(first.prefix, second.prefix), {
      expected: `a pool that does not overlap ${formatCidr(first.prefix)}, which is held`,
      actual: formatCidr(second.prefix),
    });
  },
});

export const crash = defineCheck({
  id: 'ipam.restart.crash-keeps-all',
  title: 'After a crash of the plugin its pools and addresses are there',
  level: 'MUST',
  requirement: 'ipam/43',
  problem: 'A plugin that was killed had forgotten a pool or an address.',
  consequence:
    'after a power cut or an out-of-memory kill containers fail to start with `unknown pool`, or get addresses in use',
  fix: 'Write to disk before each answer, not at the end of the process.',
  needs: [implementsDriver('IpamDriver'), ownsProcess],
  dependsOn: ['ipam.restart.addresses-kept'],
  exclusive: true,
  async run(t) {
    if (await replays(t)) t.notApplicable('the driver wants its addresses replayed');
    const pool = await givenPool(t);
    // more than an earlier process can have left on disk
    const held: string[] = [];
    for (let number = 0; number < 6; number += 1) {
      const call = await requestAddress(t, pool);
      if (!call.ok) break;
      held.push(bare(call));
    }
    // in a small pool one must be free for the next
    await releaseAddress(t, pool, held.pop() ?? '');
    await t.process.kill();
    await t.process.start();
    const next = await requestAddress(t, pool);
    t.expect(next).toSucceed();
    t.expect.ok(
      !held.includes(bare(next)),
      {expected: `none of ${held.join(', ')}`, actual: `${bare(next)} again`},
      next,
    );
  },
});

export const keepsReleases = defineCheck({
  id: 'ipam.restart.releases-kept',
  title: 'What was given back before a restart of the plugin is free after it',
  level: 'MUST',
  requirement: ['ipam/36', 'ipam/24', 'ipam/43'],
  problem: 'After a restart of the plugin an address or a pool that had been given back was taken again.',
  consequence:
    'the pool runs dry with each restart: containers with --ip and networks with --subnet can not be made again',
  fix: 'Write releases to disk before ReleaseAddress and ReleasePool answer.',
  needs,
  dependsOn: ['ipam.restart.addresses-kept', 'ipam.request-pool.again-after-release'],
  exclusive: true,
  async run(t) {
    if (await replays(t)) t.notApplicable('the driver wants its addresses replayed');
    const pool = await givenPool(t);
    const address = await givenAddress(t, pool);
    await releaseAddress(t, pool, address);
    const before = await requestAddress(t, pool, {address});
    if (!before.ok) t.notApplicable(`the driver gives no address that is asked for: ${before.error}`);
    await releaseAddress(t, pool, address);
    await restart(t);
    t.expect(await requestAddress(t, pool, {address})).toSucceed();
    await releasePool(t, pool);
    const named = await requestPool(t, {pool: formatCidr(pool.prefix)});
    if (!named.ok) return;
    await releasePool(t, readPool(t, named));
    await restart(t);
    t.expect(await requestPool(t, {pool: formatCidr(pool.prefix)})).toSucceed();
  },
});
