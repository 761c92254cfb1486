import {
  contains,
  defineCheck,
  formatCidr,
  formatIp,
  implementsDriver,
  parseCidr,
  sizeOf,
} from '../../src/authoring.ts';
import {needsWishes} from './_address-refusal.ts';
import {asGateway, givenPool, nth, requestAddress, subnet} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];
const dependsOn = ['ipam.request-address.succeeds'];

/** What a user would give as --ip-range. */
function upperHalf(cidr: string): string {
  const prefix = parseCidr(cidr);
  if (prefix === null) return cidr;
  return formatCidr({...prefix, value: prefix.value + sizeOf(prefix) / 2n, bits: prefix.bits + 1});
}

export const subPool = defineCheck({
  id: 'ipam.sub-pool.chosen-inside',
  title: "Addresses of the driver's choice come from SubPool",
  level: 'MUST',
  requirement: 'ipam/18',
  problem: 'A container got an address outside of --ip-range.',
  consequence: '`--ip-range` has no effect: addresses collide with those that the user kept for others',
  fix: 'Choose from SubPool where it is given.',
  needs,
  dependsOn,
  async run(t) {
    const wanted = subnet(t);
    const range = upperHalf(wanted);
    const pool = await givenPool(t, {pool: wanted, subPool: range});
    const call = await requestAddress(t, pool);
    t.expect(call).toSucceed();
    const [address, prefix] = [parseCidr(call.reply?.Address ?? ''), parseCidr(range)];
    if (address === null || prefix === null) return;
    t.expect.ok(
      contains(prefix, address),
      {expected: `an address in ${range}`, actual: formatIp(address)},
      call,
    );
  },
});

export const outsideSubPool = defineCheck({
  id: 'ipam.sub-pool.explicit-outside',
  title: 'An address that is asked for may lie outside of SubPool',
  level: 'MUST',
  requirement: 'ipam/19',
  problem: 'A gateway or auxiliary address outside of --ip-range was refused.',
  consequence: '`docker network create --subnet … --ip-range … --gateway …` fails',
  fix: 'Check addresses that are asked for against Pool, not SubPool.',
  needs,
  dependsOn: ['ipam.request-address.exact'],
  async run(t) {
    await needsWishes(t);
    const wanted = subnet(t);
    const pool = await givenPool(t, {pool: wanted, subPool: upperHalf(wanted)});
    for (const [n, given] of [
      [1, asGateway],
      [2, null],
    ] as const)
      t.expect(
        await requestAddress(t, pool, {address: formatIp(nth(pool.prefix, n)), options: given}),
      ).toSucceed();
  },
});
