import {
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
    for (const options of [asGateway, null]) {
      const call = await requestAddress(t, pool, {options});
      const address = parseCidr(call.reply?.Address ?? '');
      if (address !== null) t.expect.equal(address.bits, pool.prefix.bits, 'the prefix length', call);
    }
  },
});

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
    for (const given of [{}, names, {'com.docker.network.endpoint.macaddress': '02:42:0a:00:00:07'}])
      t.expect(await requestAddress(t, pool, {options: given})).toSucceed();
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

export const exact = defineCheck({
  id: 'ipam.request-address.exact',
  title: 'A free address that is asked for is given exactly',
  level: 'MUST',
  requirement: ['ipam/26', 'ipam/28'],
  problem: 'Another address was given than the one asked for.',
  consequence: 'dockerd does not check: `--ip` and `--gateway` are without effect',
  fix: 'Give the address in Address, or refuse it.',
  needs,
  dependsOn,
  async run(t) {
    const {prefix, ...pool} = await givenPool(t, {pool: subnet(t)});
    for (const [n, given] of [
      [1, asGateway],
      [77, null],
    ] as const) {
      const address = formatIp(nth(prefix, n));
      const call = await requestAddress(t, {...pool, prefix}, {address, options: given});
      t.expect(call).toSucceed();
      t.expect.equal(bare(call), address, 'the address', call);
    }
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
    const pool = await givenPool(t, {pool: subnet(t)});
    const held = await givenAddress(t, pool);
    for (const address of [held, '192.0.2.77']) t.expect(await requestAddress(t, pool, {address})).toFail();
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
