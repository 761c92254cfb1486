import {
  defineCheck,
  formatCidr,
  type IpPrefix,
  implementsDriver,
  overlap,
  sizeOf,
} from '../../src/authoring.ts';
import {givenPool, readPool, releasePool, requestPool} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];

export const chosenAvoidsAsked = defineCheck({
  id: 'ipam.request-pool.chosen-avoids-asked',
  title: 'The driver chooses no pool that overlaps one which was asked for',
  level: 'MUST',
  requirement: ['ipam/13', 'ipam/12'],
  problem: 'The driver chose a subnet that another network has by --subnet.',
  consequence:
    'two networks have the same addresses; dockerd does not compare networks of another IPAM driver',
  fix: 'Compare what is chosen with all pools that are held, however they came about.',
  needs,
  dependsOn: ['ipam.request-pool.no-repeat', 'ipam.request-pool.again-after-release'],
  exclusive: true,
  async run(t) {
    // what the driver is going to choose next: these again, or those that follow
    const [one, two] = [await givenPool(t), await givenPool(t)];
    await releasePool(t, one);
    await releasePool(t, two);
    const asked: IpPrefix[] = [];
    for (const prefix of [one.prefix, two.prefix, after(one.prefix, two.prefix)]) {
      const call = await requestPool(t, {pool: formatCidr(prefix)});
      if (call.ok) asked.push(readPool(t, call).prefix);
    }
    if (asked.length === 0) t.notApplicable('the driver takes no subnets of the user');
    for (let round = 0; round < 2; round += 1) {
      const call = await requestPool(t);
      if (!call.ok) return;
      const {prefix} = readPool(t, call);
      const twin = asked.find(other => overlap(other, prefix));
      t.expect.ok(
        twin === undefined,
        {expected: `a pool that does not overlap ${twin && formatCidr(twin)}`, actual: formatCidr(prefix)},
        call,
      );
    }
  },
});

/** The subnet as far after the second as that is after the first; the one next to it where they go down. */
function after(first: IpPrefix, second: IpPrefix): IpPrefix {
  const step = second.value > first.value ? second.value - first.value : sizeOf(second);
  return {...second, value: second.value + step};
}
