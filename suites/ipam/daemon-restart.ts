import {defineCheck, formatCidr, implementsDriver} from '../../src/authoring.ts';
import {
  asGateway,
  bare,
  givenAddress,
  givenPool,
  readPool,
  releaseAddress,
  releasePool,
  requestAddress,
  requestPool,
} from './_given.ts';
import {newDaemon, replays} from './_replay.ts';

const needs = [implementsDriver('IpamDriver')];

export const keeps = defineCheck({
  id: 'ipam.daemon-restart.kept',
  title: 'A new daemon finds pools and addresses of the old one: Activate forgets nothing',
  level: 'MUST',
  requirement: ['ipam/43', 'ipam/48'],
  problem: 'When a new daemon said hello, a pool or an address was forgotten.',
  consequence:
    'after a restart of dockerd containers fail to start with `unknown pool`, or get addresses in use',
  fix: 'Do not reset state in Plugin.Activate, unless RequiresRequestReplay is announced.',
  needs,
  dependsOn: ['ipam.request-address.unique', 'ipam.release-address.succeeds'],
  exclusive: true,
  async run(t) {
    if (await replays(t)) t.notApplicable('the driver wants its pools replayed');
    const pool = await givenPool(t);
    const held = await givenAddress(t, pool);
    await newDaemon(t);
    const next = await requestAddress(t, pool);
    t.expect(next).toSucceed();
    t.expect.ok(bare(next) !== held, {expected: `another address than ${held}`, actual: held}, next);
    t.expect(await releaseAddress(t, pool, held)).toSucceed();
    t.expect(await releasePool(t, pool)).toSucceed();
  },
});

export const replay = defineCheck({
  id: 'ipam.daemon-restart.replay',
  title: 'With RequiresRequestReplay pools and addresses are granted once more, and can be released then',
  level: 'MUST',
  requirement: ['ipam/44', 'ipam/45', 'ipam/46'],
  problem: 'The driver wanted its state replayed and refused it.',
  consequence:
    'dockerd 28 forgets pool and PoolID of the network: later requests carry an empty PoolID and no container starts',
  fix: 'After Activate grant what is known once more: the same PoolID, the same addresses.',
  needs,
  dependsOn: ['ipam.request-address.succeeds'],
  exclusive: true,
  async run(t) {
    if (!(await replays(t))) t.notApplicable('the driver does not announce RequiresRequestReplay');
    const pool = await givenPool(t);
    const gateway = bare(await requestAddress(t, pool, {options: asGateway}));
    const held = await givenAddress(t, pool);
    await newDaemon(t);
    const again = await requestPool(t, {pool: formatCidr(pool.prefix)});
    t.expect(again).toSucceed();
    const second = readPool(t, again);
    t.expect.equal(
      [second.id, formatCidr(second.prefix)],
      [pool.id, formatCidr(pool.prefix)],
      'PoolID and Pool',
      again,
    );
    t.expect(await requestAddress(t, second, {address: gateway, options: asGateway})).toSucceed();
    t.expect(await requestAddress(t, second, {address: held})).toSucceed();
    const next = await requestAddress(t, second);
    t.expect(next).toSucceed();
    t.expect.ok(
      ![gateway, held].includes(bare(next)),
      {expected: 'a free address', actual: bare(next)},
      next,
    );
    t.expect(await releaseAddress(t, second, held)).toSucceed();
  },
});
