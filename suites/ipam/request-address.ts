import {
  type CheckContext,
  contains,
  defineCheck,
  formatCidr,
  formatIp,
  implementsDriver,
  parseCidr,
} from '../../src/authoring.ts';
import {
  asGateway,
  bare,
  type GivenPool,
  givenAddress,
  givenPool,
  readPool,
  releaseAddress,
  releasePool,
  requestAddress,
  requestPool,
  subnet,
} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];
const dependsOn = ['ipam.request-address.succeeds'];

export const succeeds = defineCheck({
  id: 'ipam.request-address.succeeds',
  title: 'RequestAddress without Address gives one of the pool',
  level: 'MUST',
  requirement: ['ipam/25', 'ipam/41'],
  problem: 'A container got no address of its network.',
  consequence: '`docker run` fails with `remote: …`, or the container has an address that belongs elsewhere',
  fix: 'Choose a free address inside the pool.',
  needs,
  dependsOn: ['ipam.request-pool.succeeds'],
  async run(t) {
    const pool = await givenPool(t);
    const call = await requestAddress(t, pool);
    t.expect(call).toSucceed();
    const address = parseCidr(call.reply?.Address ?? '');
    if (address === null) return; // a rule objects to it
    t.expect.ok(
      contains(pool.prefix, address),
      {expected: `an address in ${formatCidr(pool.prefix)}`, actual: formatIp(address)},
      call,
    );
  },
});

export const prefixLength = defineCheck({
  id: 'ipam.request-address.prefix-length',
  title: "Addresses carry the pool's prefix length",
  level: 'MUST',
  requirement: 'ipam/27',
  problem: 'An address had another prefix length than its pool.',
  consequence: 'it becomes that of the interface and of the bridge: containers do not find their neighbours',
  fix: 'Append the prefix length of the pool, not /32 and not that of SubPool.',
  needs,
  dependsOn,
  async run(t) {
    const pool = await givenPool(t);
    await expectLength(t, pool);
    // what is right for the size that most users have may be written into the program
    await releasePool(t, pool);
    const asked = await requestPool(t, {pool: subnet(t, 28)});
    if (asked.ok) await expectLength(t, readPool(t, asked));
  },
});

async function expectLength(t: CheckContext, pool: GivenPool): Promise<void> {
  for (const options of [asGateway, null]) {
    const call = await requestAddress(t, pool, {options});
    const address = parseCidr(call.reply?.Address ?? '');
    if (address !== null) t.expect.equal(address.bits, pool.prefix.bits, 'the prefix length', call);
  }
}

export const options = defineCheck({
  id: 'ipam.request-address.options',
  title: 'Options of RequestAddress may be null, empty or hold unknown keys',
  level: 'MUST',
  requirement: 'ipam/10',
  problem: 'RequestAddress with options that the driver does not know was refused.',
  consequence: 'docker 29, which sends the name of the container, can not start any',
  fix: 'Read only the options that are meant, and treat null as none.',
  needs,
  dependsOn,
  async run(t) {
    const pool = await givenPool(t);
    const names = {'com.docker.network.endpoint.name': 'web', 'com.docker.network.future': 'x'};
    for (const given of [{}, names, {'com.docker.network.endpoint.macaddress': '02:42:0a:00:00:07'}]) {
      const call = await requestAddress(t, pool, {options: given});
      t.expect(call).toSucceed();
      // some pools have two addresses
      await releaseAddress(t, pool, bare(call));
    }
  },
});

export const sameName = defineCheck({
  id: 'ipam.request-address.same-name',
  title: 'A container gets an address of each of its networks, though it is named the same in all',
  level: 'MUST',
  requirement: ['ipam/25', 'ipam/10'],
  problem: 'A container got an address of another of its networks, or of another container.',
  consequence: 'docker 29 names the container in the request: its second network is of no use to it',
  fix: 'Look for the name within the pool, if at all; containers of other hosts may have the same.',
  needs,
  dependsOn: ['ipam.request-address.options', 'ipam.request-address.unique'],
  async run(t) {
    const named = {'com.docker.network.endpoint.name': t.unique('web')};
    for (const pool of [await givenPool(t), await givenPool(t)]) {
      const call = await requestAddress(t, pool, {options: named});
      t.expect(call).toSucceed();
      const address = parseCidr(call.reply?.Address ?? '');
      if (address === null) return;
      t.expect.ok(
        contains(pool.prefix, address),
        {expected: `an address in ${formatCidr(pool.prefix)}`, actual: formatIp(address)},
        call,
      );
    }
  },
});

export const unique = defineCheck({
  id: 'ipam.request-address.unique',
  title: 'No address is given twice',
  level: 'MUST',
  requirement: 'ipam/25',
  problem: 'Two containers got the same address.',
  consequence: 'dockerd does not check: both start, and neither can be reached reliably',
  fix: 'Remember an address until ReleaseAddress.',
  needs,
  dependsOn,
  async run(t) {
    const pool = await givenPool(t);
    const given = [bare(await requestAddress(t, pool, {options: asGateway}))];
    for (let round = 0; round < 5; round += 1) given.push(await givenAddress(t, pool));
    t.expect.equal(given.length - new Set(given).size, 0, `the number of repetitions in ${given.join(', ')}`);
  },
});
