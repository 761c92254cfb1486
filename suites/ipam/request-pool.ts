import {defineCheck, formatCidr, implementsDriver, overlap} from '../../src/authoring.ts';
import {
  type GivenPool,
  givenAddress,
  givenPool,
  readPool,
  releasePool,
  requestAddress,
  requestPool,
  subnet,
  subnetV6,
} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];
const dependsOn = ['ipam.request-pool.succeeds'];

export const succeeds = defineCheck({
  id: 'ipam.request-pool.succeeds',
  title: 'RequestPool gives a pool, one of its own choice or the one asked for',
  level: 'MUST',
  requirement: ['ipam/12', 'ipam/41'],
  problem: 'No pool could be had.',
  consequence: '`docker network create` fails with `remote: …`, or hangs',
  fix: 'Choose a pool when Pool is empty. If the driver needs options, give --ipam-opt; if it takes certain subnets only, --subnet.',
  needs,
  dependsOn: ['ipam.get-default-address-spaces.answers'],
  async run(t) {
    const chosen = await requestPool(t);
    if (chosen.ok) return;
    const wanted = await requestPool(t, {pool: subnet(t)});
    t.expect(wanted.ok ? wanted : chosen).toSucceed();
  },
});

export const optionsNull = defineCheck({
  id: 'ipam.request-pool.options-null',
  title: 'Options may be null',
  level: 'MUST',
  requirement: 'ipam/10',
  problem: 'RequestPool without options failed.',
  consequence: 'networks of API clients other than the docker CLI can not be created',
  fix: 'Read a null Options as an empty one.',
  needs,
  dependsOn,
  async run(t) {
    if (Object.keys(t.settings.ipamOpts).length > 0) t.notApplicable('the driver needs options');
    const chosen = await requestPool(t, {options: null});
    if (chosen.ok) return;
    t.expect(await requestPool(t, {pool: subnet(t), options: null})).toSucceed();
  },
});

export const choosesV6 = defineCheck({
  id: 'ipam.request-pool.chooses-v6',
  title: 'With V6 the pool is an IPv6 one, without it an IPv4 one',
  level: 'MUST',
  requirement: 'ipam/12',
  problem: 'The pool was of the wrong family.',
  consequence: '`docker network create --ipv6` makes a network without IPv6, or with two IPv4 subnets',
  fix: 'Act on V6, or refuse it with an error.',
  needs,
  dependsOn,
  async run(t) {
    const [v4, v6] = [await givenPool(t), await givenPool(t, {v6: true})];
    t.expect.equal([v4.prefix.family, v6.prefix.family], [4, 6], 'the families of the two pools');
    await givenAddress(t, v6);
  },
});

export const noRepeat = defineCheck({
  id: 'ipam.request-pool.no-repeat',
  title: 'A pool that is held is not given a second time',
  level: 'MUST',
  requirement: 'ipam/13',
  problem: 'The same pool was handed out twice.',
  consequence:
    'where it overlaps a route of the host, dockerd asks for another without end: `docker network create` never returns',
  fix: 'Remember pools until ReleasePool; choose one that overlaps none of them.',
  needs,
  dependsOn: ['ipam.request-pool.succeeds'],
  exclusive: true,
  async run(t) {
    const pools: GivenPool[] = [];
    for (let round = 0; round < 6; round += 1) {
      const call = await requestPool(t);
      if (!call.ok && round === 0) t.notApplicable('the driver chooses no pools');
      if (!call.ok) break;
      const pool = readPool(t, call);
      const twin = pools.find(other => overlap(other.prefix, pool.prefix));
      t.expect.ok(
        twin === undefined,
        {expected: `a pool other than ${twin && formatCidr(twin.prefix)}`, actual: formatCidr(pool.prefix)},
        call,
      );
      pools.push(pool);
    }
  },
});

export const takesBack = defineCheck({
  id: 'ipam.request-pool.takes-back',
  title: 'Pools that come back at once do not run out',
  level: 'MUST',
  requirement: 'ipam/14',
  problem: 'After some pools had come back the driver had none left.',
  consequence: 'creating and removing networks goes well for a while and then fails for ever',
  fix: 'Free a pool in ReleasePool.',
  needs,
  dependsOn,
  timeoutMs: 60_000,
  async run(t) {
    for (let round = 0; round < 40; round += 1) {
      const call = await requestPool(t);
      if (!call.ok && round === 0) t.notApplicable('the driver chooses no pools');
      t.expect(call).toSucceed();
      t.expect(await releasePool(t, readPool(t, call))).toSucceed();
    }
  },
});

export const sameTwice = defineCheck({
  id: 'ipam.request-pool.same-subnet-twice',
  title: 'The same subnet twice is refused, counted or kept apart',
  level: 'MUST',
  requirement: 'ipam/16',
  problem: 'When one of two networks with the same subnet was removed, the other lost its pool.',
  consequence: 'containers of the network that stays can not start, or get addresses that are in use',
  fix: 'Refuse a subnet that is held, or count how often it was given.',
  needs,
  dependsOn: ['ipam.request-address.taken'],
  async run(t) {
    const pool = subnet(t);
    const first = await givenPool(t, {pool});
    const held = await givenAddress(t, first);
    const again = await requestPool(t, {pool});
    if (!again.ok) return;
    const second = readPool(t, again);
    await releasePool(t, second);
    t.expect(await requestAddress(t, first)).toSucceed();
    if (second.id !== first.id) return;
    t.expect(await requestAddress(t, first, {address: held})).toFail();
  },
});

export const dualStack = defineCheck({
  id: 'ipam.request-pool.dual-stack',
  title: 'An IPv4 and an IPv6 pool live side by side',
  level: 'MUST',
  requirement: 'ipam/21',
  problem: 'An IPv6 pool disturbed the IPv4 pool of the same network.',
  consequence: 'networks of both families can not be created or used',
  fix: 'Keep pools by their PoolID, whatever their family.',
  needs,
  dependsOn: ['ipam.request-address.succeeds'],
  exclusive: true,
  async run(t) {
    const v4 = await givenPool(t, {pool: subnet(t)});
    const v6 = await requestPool(t, {pool: subnetV6(t), v6: true});
    t.expect(await requestAddress(t, v4)).toSucceed();
    if (!v6.ok) t.notApplicable(`the driver refuses IPv6: ${v6.error}`);
    const address = await requestAddress(t, readPool(t, v6));
    t.expect(address).toSucceed();
  },
});

export const againAfterRelease = defineCheck({
  id: 'ipam.request-pool.again-after-release',
  title: 'After ReleasePool the same subnet can be requested again',
  level: 'MUST',
  requirement: 'ipam/24',
  problem: 'A subnet could not be requested again after it was released.',
  consequence: '`docker network rm` and `create` with the same --subnet fails',
  fix: 'Forget the pool in ReleasePool.',
  needs,
  dependsOn,
  async run(t) {
    const wish = {pool: subnet(t)};
    t.expect(await releasePool(t, await givenPool(t, wish))).toSucceed();
    const again = await requestPool(t, wish);
    t.expect(again).toSucceed();
    t.expect(await releasePool(t, readPool(t, again))).toSucceed();
  },
});

export const unknownOption = defineCheck({
  id: 'ipam.request-pool.unknown-option',
  title: 'An IPAM option that the driver does not know is refused',
  level: 'MAY',
  requirement: 'ipam/20',
  problem: 'An option that no driver knows was accepted.',
  consequence: 'a misspelt `--ipam-opt` goes unnoticed',
  fix: 'Refuse unknown options with an error that names them.',
  needs,
  dependsOn,
  async run(t) {
    t.expect(await requestPool(t, {options: {'plugtest-no-such-option': '1'}})).toFail();
  },
});
