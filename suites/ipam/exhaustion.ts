import {
  type CheckContext,
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
  type GivenPool,
  givenPool,
  nth,
  releaseAddress,
  requestAddress,
  subnet,
} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];
const dependsOn = ['ipam.request-address.succeeds'];

/** All addresses that a pool gives, until it refuses; at most so many as it can have. */
async function drain(t: CheckContext, pool: GivenPool): Promise<string[]> {
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
  id: 'ipam.exhaustion.recovers',
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
    const pool = await givenPool(t, {pool: subnet(t, 28)}, {orChosen: true});
    const given = await drain(t, pool);
    const back = given.slice(2, 4);
    for (const address of back) t.expect(await releaseAddress(t, pool, address)).toSucceed();
    const again = [await requestAddress(t, pool), await requestAddress(t, pool)];
    for (const call of again) t.expect(call).toSucceed();
    t.expect.equal(again.map(bare).sort(), [...back].sort(), 'what is given after the release');
  },
});

export const special = defineCheck({
  id: 'ipam.exhaustion.special-addresses',
  title: 'Network, broadcast and gateway address are not given to containers',
  level: 'SHOULD',
  requirement: 'ipam/29',
  problem: 'A container got an address that can not be used.',
  consequence: 'it has no connectivity, or takes the address of the gateway',
  fix: 'Leave out the first and the last address of an IPv4 pool, and the gateway.',
  needs,
  dependsOn: ['ipam.exhaustion.recovers'],
  async run(t) {
    const pool = await givenPool(t, {pool: subnet(t, 28)}, {orChosen: true});
    const taken = bare(await requestAddress(t, pool, {options: asGateway}));
    const special = [
      formatIp(nth(pool.prefix, 0)),
      formatIp(nth(pool.prefix, Number(sizeOf(pool.prefix)) - 1)),
      taken,
    ];
    const wrong = (await drain(t, pool)).filter(address => special.includes(address));
    t.expect.ok(wrong.length === 0, {expected: `none of ${special.join(', ')}`, actual: wrong.join(', ')});
  },
});

export const dataGateway = defineCheck({
  id: 'ipam.exhaustion.data-gateway',
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
    const pool = await givenPool(t, {pool: subnet(t, 28)}, {orChosen: true});
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
