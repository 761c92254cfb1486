import {
  type Call,
  type CallOptions,
  type CheckContext,
  defineCheck,
  formatCidr,
  implementsDriver,
  meetingOf,
  overlap,
} from '../../src/authoring.ts';
import {
  type AddressReply,
  bare,
  type GivenPool,
  givenAddress,
  givenPool,
  readPool,
  releaseAddress,
  requestAddress,
  requestPool,
  subnet,
} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];

export const addresses = defineCheck({
  id: 'ipam.parallel.addresses',
  title: 'Parallel requests get different addresses',
  level: 'MUST',
  requirement: 'ipam/38',
  problem: 'Under parallel load one address was given twice.',
  consequence: '`docker compose up` starts containers with the same address; dockerd does not check',
  fix: 'Choose and mark an address in one step, under one lock or in one transaction.',
  needs,
  dependsOn: ['ipam.request-address.unique'],
  exclusive: true,
  timeoutMs: 60_000,
  async run(t) {
    const pool = await givenPool(t);
    for (let round = 0; round < ROUNDS; round += 1) {
      const given = await crowd(t, pool);
      await Promise.all(given.map(call => releaseAddress(t, pool, bare(call))));
    }
  },
});

/** What goes wrong only when two requests meet at one instant may need some of them. */
const ROUNDS = 4;
const CROWD = 50;

/** Asks for many addresses at one moment; all that are given are different. */
async function crowd(t: CheckContext, pool: GivenPool): Promise<Call<AddressReply>[]> {
  const how = together(t, CROWD);
  const calls = await Promise.all(Array.from({length: CROWD}, () => requestAddress(t, pool, {how})));
  for (const call of calls) if (!call.ok) t.expect(call).toFail();
  const given = calls.filter(call => call.ok);
  const twice = given.filter(call => given.some(other => other !== call && bare(other) === bare(call)));
  t.expect.ok(
    twice.length === 0,
    {
      expected: `${given.length} different addresses for ${CROWD} requests at once`,
      actual: [...new Set(twice.map(bare))]
        .map(address => `${address} was given ${twice.filter(call => bare(call) === address).length} times`)
        .join(', '),
    },
    ...twice.slice(0, 4),
  );
  await expectFull(t, pool, calls);
  return given;
}

/** A refusal among many is right when no address is left; then one more request is refused too. */
async function expectFull(
  t: CheckContext,
  pool: GivenPool,
  calls: readonly Call<AddressReply>[],
): Promise<void> {
  const refused = calls.filter(call => !call.ok);
  if (refused.length === 0) return;
  const next = await requestAddress(t, pool);
  t.expect.ok(
    !next.ok,
    {
      expected: 'addresses for all, as long as there are any',
      actual: `${refused.length} of ${calls.length} requests were refused (${refused[0]?.error}); the next one got ${bare(next)}`,
    },
    ...refused.slice(0, 2),
    next,
  );
}

/** So many calls that leave at one moment; the last one served may wait for all others. */
function together(t: CheckContext, size: number): CallOptions {
  return {freshConnection: true, sendWhen: meetingOf(size), timeoutMs: t.settings.callTimeoutMs * 4};
}

export const pools = defineCheck({
  id: 'ipam.parallel.pools',
  title: 'Parallel requests get pools that do not overlap',
  level: 'MUST',
  requirement: 'ipam/39',
  problem: 'Under parallel load overlapping pools were given.',
  consequence: 'two networks have the same subnet; their containers reach the wrong neighbours',
  fix: 'Choose and mark a pool in one step.',
  needs,
  dependsOn: ['ipam.request-pool.no-repeat'],
  exclusive: true,
  async run(t) {
    const wanted = subnet(t);
    const how = together(t, 12);
    const calls = await Promise.all([
      ...Array.from({length: 8}, () => requestPool(t, {}, how)),
      ...Array.from({length: 4}, () => requestPool(t, {pool: wanted}, how)),
    ]);
    const given = calls.filter(call => call.ok).map(call => readPool(t, call));
    for (const [index, pool] of given.entries()) {
      const other = given
        .slice(index + 1)
        .find(one => one.id !== pool.id && overlap(one.prefix, pool.prefix));
      t.expect.ok(other === undefined, {
        expected: 'pools that do not overlap',
        actual: `${formatCidr(pool.prefix)} as ${pool.id} and as ${other?.id}`,
      });
    }
    const chosen = calls
      .slice(0, 8)
      .filter(call => call.ok)
      .map(call => readPool(t, call).id);
    t.expect.equal(new Set(chosen).size, chosen.length, 'the number of different pools');
  },
});

export const releases = defineCheck({
  id: 'ipam.parallel.releases',
  title: 'Addresses are given while others of the same pool come back',
  level: 'MUST',
  requirement: 'ipam/40',
  problem: 'While addresses came back no others were given.',
  consequence: 'when many containers restart at once some fail to start, or dockerd waits for ever',
  fix: 'Serve ReleaseAddress and RequestAddress of one pool side by side.',
  needs,
  dependsOn: ['ipam.parallel.addresses', 'ipam.release-address.succeeds'],
  exclusive: true,
  async run(t) {
    const pool = await givenPool(t);
    const held: string[] = [];
    for (let number = 0; number < 8; number += 1) held.push(await givenAddress(t, pool));
    const [, calls] = await Promise.all([
      Promise.all(held.map(async address => t.expect(await releaseAddress(t, pool, address)).toSucceed())),
      Promise.all(held.map(() => requestAddress(t, pool))),
    ]);
    for (const call of calls) t.expect(call).toSucceed();
    t.expect.equal(new Set(calls.map(bare)).size, calls.length, 'the number of different addresses');
  },
});
