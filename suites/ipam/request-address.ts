import {
  type CheckContext,
  contains,
  defineCheck,
  formatCidr,
  formatIp,
  implementsDriver,
  parseCidr,
  sizeOf,
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

export const gateway = defineCheck({
  id: 'ipam.request-address.gateway',
  title: 'A gateway is given without Address',
  level: 'MUST',
  requirement: 'ipam/28',
  problem: 'A network got no gateway.',
  consequence: '`docker network create` fails with `failed to allocate gateway (): …`',
  fix: 'Answer requests of type com.docker.network.gateway as any other.',
  needs,
  dependsOn,
  async run(t) {
    const pool = await givenPool(t);
    if (pool.data?.['com.docker.network.gateway']) t.notApplicable('the gateway came with the pool');
    t.expect(await requestAddress(t, pool, {options: asGateway})).toSucceed();
  },
});

/** All addresses that a pool gives, until it refuses; at most so many as it can have. */
async function drain(t: CheckContext, pool: Awaited<ReturnType<typeof givenPool>>): Promise<string[]> {
  const given: string[] = [];
  for (let left = sizeOf(pool.prefix); left >= 0n; left -= 1n) {
    const call = await requestAddress(t, pool);
    if (!call.ok) {
      t.expect(call).toFail();
      return given;
    }
    const address = bare(call);
    t.expect.ok(
      address !== '' && !given.includes(address),
      {
        expected: 'a free address, or an error when there is none',
        actual: address === '' ? 'success without an address' : `${address} a second time`,
      },
      call,
    );
    given.push(address);
  }
  return t.expect.fail({
    expected: `an error after at most ${sizeOf(pool.prefix)} addresses`,
    actual: `${given.length} addresses of ${formatCidr(pool.prefix)}`,
  });
}

export const exhaustion = defineCheck({
  id: 'ipam.request-address.exhaustion',
  title: 'A full pool refuses, and gives again what was released',
  level: 'MUST',
  requirement: ['ipam/31', 'ipam/36'],
  problem: 'A pool that was full did not behave.',
  consequence:
    'users read `no address returned`; a pool that was full once stays full: no container starts any more',
  fix: 'Answer with an error when no address is free, and free addresses in ReleaseAddress.',
  needs,
  dependsOn: ['ipam.request-address.unique', 'ipam.release-address.succeeds'],
  async run(t) {
    const pool = await givenPool(t, {pool: subnet(t, 28)});
    const given = await drain(t, pool);
    const back = given.slice(2, 4);
    for (const address of back) t.expect(await releaseAddress(t, pool, address)).toSucceed();
    const again = [await requestAddress(t, pool), await requestAddress(t, pool)];
    for (const call of again) t.expect(call).toSucceed();
    t.expect.equal(again.map(bare).sort(), [...back].sort(), 'what is given after the release');
  },
});

export const special = defineCheck({
  id: 'ipam.request-address.special',
  title: 'Network, broadcast and gateway address are not given to containers',
  level: 'SHOULD',
  requirement: 'ipam/29',
  problem: 'A container got an address that can not be used.',
  consequence: 'it has no connectivity, or takes the address of the gateway',
  fix: 'Leave out the first and the last address of an IPv4 pool, and the gateway.',
  needs,
  dependsOn: ['ipam.request-address.exhaustion'],
  async run(t) {
    const pool = await givenPool(t, {pool: subnet(t, 28)});
    const taken = bare(await requestAddress(t, pool, {options: asGateway}));
    const special = [formatIp(nth(pool.prefix, 0)), formatIp(nth(pool.prefix, 15)), taken];
    const wrong = (await drain(t, pool)).filter(address => special.includes(address));
    t.expect.ok(wrong.length === 0, {expected: `none of ${special.join(', ')}`, actual: wrong.join(', ')});
  },
});

export const subPool = defineCheck({
  id: 'ipam.request-address.from-sub-pool',
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
    const range = wanted.replace('.0/24', '.128/25');
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
  id: 'ipam.request-address.outside-sub-pool',
  title: 'An address that is asked for may lie outside of SubPool',
  level: 'MUST',
  requirement: 'ipam/19',
  problem: 'A gateway or auxiliary address outside of --ip-range was refused.',
  consequence: '`docker network create --subnet … --ip-range … --gateway …` fails',
  fix: 'Check addresses that are asked for against Pool, not SubPool.',
  needs,
  dependsOn: ['ipam.request-address.exact'],
  async run(t) {
    const wanted = subnet(t);
    const pool = await givenPool(t, {pool: wanted, subPool: wanted.replace('.0/24', '.128/25')});
    for (const [n, given] of [
      [1, asGateway],
      [9, null],
    ] as const)
      t.expect(
        await requestAddress(t, pool, {address: formatIp(nth(pool.prefix, n)), options: given}),
      ).toSucceed();
  },
});

export const dataGateway = defineCheck({
  id: 'ipam.request-address.data-gateway',
  title: 'A gateway that came with the pool is reserved and has a prefix length',
  level: 'MUST',
  requirement: 'ipam/30',
  problem: 'The gateway that the pool came with is not usable.',
  consequence:
    '`docker network create` fails with `failed to parse gateway address …`, or a container gets the address of the gateway',
  fix: 'Write com.docker.network.gateway as address/length and give the address to nobody else.',
  needs,
  dependsOn,
  async run(t) {
    const pool = await givenPool(t, {pool: subnet(t, 28)});
    const text = pool.data?.['com.docker.network.gateway'];
    if (text === undefined || text === '') return t.notApplicable('pools come without a gateway');
    const parsed = parseCidr(text);
    if (parsed === null)
      return t.expect.fail({expected: 'a gateway as address/length', actual: JSON.stringify(text)});
    const given = await drain(t, pool);
    t.expect.ok(!given.includes(formatIp(parsed)), {
      expected: `${formatIp(parsed)} is given to nobody`,
      actual: given.join(', '),
    });
    t.expect(await releaseAddress(t, pool, formatIp(parsed))).toSucceed();
  },
});

export const withoutMac = defineCheck({
  id: 'ipam.request-address.without-mac',
  title: 'With RequiresMACAddress requests without a MAC address are accepted too',
  level: 'MUST',
  requirement: 'ipam/32',
  problem: 'A gateway was refused because it has no MAC address.',
  consequence: 'dockerd sends no MAC for gateways and auxiliary addresses: no network can be created',
  fix: 'Ask for com.docker.network.endpoint.macaddress only where it can be there.',
  needs,
  dependsOn: ['ipam.request-pool.succeeds'],
  async run(t) {
    const capabilities = await t.plugin.call('IpamDriver.GetCapabilities');
    if (capabilities.reply?.['RequiresMACAddress'] !== true)
      t.notApplicable('the driver does not require MAC addresses');
    const pool = await givenPool(t);
    t.expect(await requestAddress(t, pool, {options: asGateway})).toSucceed();
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
