import {defineCheck, formatIp, implementsDriver, parseCidr} from '../../src/authoring.ts';
import {addressRefusal, needsWishes} from './_address-refusal.ts';
import {
  asGateway,
  bare,
  givenAddress,
  givenPool,
  nth,
  releaseAddress,
  requestAddress,
  subnet,
  subnetV6,
} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];
const dependsOn = ['ipam.request-address.succeeds'];

export const exact = defineCheck({
  id: 'ipam.request-address.exact',
  title: 'A free address that is asked for is given exactly',
  level: 'MUST',
  requirement: ['ipam/26', 'ipam/28'],
  problem: 'Another address was given than the one asked for.',
  consequence: 'dockerd does not check: `--ip` and `--gateway` are without effect',
  fix: 'Give the address in Address; refuse only what is taken or lies outside of the pool.',
  needs,
  dependsOn,
  async run(t) {
    await needsWishes(t);
    const {prefix, ...pool} = await givenPool(t, {pool: subnet(t)}, {orChosen: true});
    for (const [n, given] of [
      // not the first, which many drivers take for any gateway
      [9, asGateway],
      [12, null],
    ] as const) {
      const address = formatIp(nth(prefix, n));
      const call = await requestAddress(t, {...pool, prefix}, {address, options: given});
      t.expect(call).toSucceed();
      t.expect.equal(bare(call), address, 'the address', call);
    }
  },
});

export const wishes = defineCheck({
  id: 'ipam.request-address.wishes',
  title: 'An address that the user asks for is given, if it is free',
  level: 'MAY',
  requirement: 'ipam/26',
  problem: 'The driver refused every address that was asked for.',
  consequence: '`--ip`, `--gateway` and `--aux-address` fail with the error of the driver',
  fix: 'Give the address in Address; if another one decides about addresses, say so to the users of the driver.',
  needs,
  dependsOn,
  async run(t) {
    const refusal = await addressRefusal(t);
    t.expect.ok(refusal === '', {expected: 'RequestAddress with a free address succeeds', actual: refusal});
  },
});

export const taken = defineCheck({
  id: 'ipam.request-address.taken',
  title: 'An address that is taken, or lies outside of the pool, is refused',
  level: 'MUST',
  requirement: 'ipam/26',
  problem: 'An address was given that is taken, or is not in the pool.',
  consequence:
    'dockerd does not check: two containers get the same address, or one that is not on the network',
  fix: 'Refuse addresses that are not free.',
  needs,
  dependsOn: ['ipam.request-address.exact'],
  async run(t) {
    await needsWishes(t);
    const pool = await givenPool(t, {pool: subnet(t)}, {orChosen: true});
    const held = await givenAddress(t, pool);
    for (const address of [held, '192.0.2.77']) {
      const call = await requestAddress(t, pool, {address});
      // dockerd gives no address then, though for another reason than the plugin meant
      if (call.ok && bare(call) === '')
        t.blocked('ipam.request-address.format', 'a success without an address');
      t.expect(call).toFail();
    }
  },
});

export const ipv6 = defineCheck({
  id: 'ipam.request-address.ipv6',
  title: 'IPv6 addresses are released and requested again in their short form',
  level: 'MUST',
  requirement: 'ipam/34',
  problem: 'An IPv6 address was not found again under the form in which dockerd writes it.',
  consequence:
    'ReleaseAddress has no effect: the pool fills up, and `--ip6` fails after a restart of the container',
  fix: 'Compare addresses as numbers, not as texts.',
  needs,
  dependsOn: ['ipam.request-address.taken', 'ipam.release-address.succeeds'],
  exclusive: true,
  async run(t) {
    await needsWishes(t);
    const pool = await givenPool(t, {pool: subnetV6(t), v6: true});
    const first = await requestAddress(t, pool);
    t.expect(first).toSucceed();
    const parsed = parseCidr(first.reply?.Address ?? '');
    if (parsed === null) return;
    const address = formatIp(parsed);
    t.expect(await requestAddress(t, pool, {address})).toFail();
    t.expect(await releaseAddress(t, pool, address)).toSucceed();
    t.expect(await requestAddress(t, pool, {address})).toSucceed();
  },
});
