import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {readPool, requestAddress, requestPool, type SpacesReply, subnet} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];

export const answers = defineCheck({
  id: 'ipam.get-default-address-spaces.answers',
  title: 'GetDefaultAddressSpaces is answered with success',
  level: 'MUST',
  requirement: ['ipam/3', 'ipam/41'],
  problem: 'The names of the address spaces could not be asked for.',
  consequence:
    '`docker network create` fails with `failed to get default address space: …`; up to 23 with `invalid ipam driver`',
  fix: 'Answer with `{"LocalDefaultAddressSpace": "x-local", "GlobalDefaultAddressSpace": "x-global"}`.',
  needs,
  async run(t) {
    t.expect(await t.plugin.call('IpamDriver.GetDefaultAddressSpaces')).toSucceed();
  },
});

export const constant = defineCheck({
  id: 'ipam.get-default-address-spaces.constant',
  title: 'GetDefaultAddressSpaces gives the same names each time',
  level: 'MUST',
  requirement: 'ipam/4',
  problem: 'Asked again, the driver named other address spaces.',
  consequence:
    'from 27 on dockerd asks before each pool: networks are looked for in a space that is not theirs',
  fix: 'Answer from constants.',
  needs,
  dependsOn: ['ipam.get-default-address-spaces.answers'],
  async run(t) {
    const ask = () => t.plugin.call<SpacesReply>('IpamDriver.GetDefaultAddressSpaces');
    const [first, second] = [await ask(), await ask()];
    t.expect.equal(second.reply, first.reply, 'the second answer', first, second);
  },
});

export const globalServed = defineCheck({
  id: 'ipam.get-default-address-spaces.global-served',
  title: 'The global address space that the driver names gives pools and addresses too',
  level: 'SHOULD',
  requirement: 'ipam/6',
  problem: 'The driver named a global address space and gave no pool of it.',
  consequence:
    '`docker network create --ipam-driver …` with a network driver of global scope fails: dockerd asks for pools of that space',
  fix: 'Serve both spaces that GetDefaultAddressSpaces names.',
  needs,
  dependsOn: ['ipam.request-address.succeeds', 'ipam.get-default-address-spaces.constant'],
  async run(t) {
    const spaces = await t.plugin.call<SpacesReply>('IpamDriver.GetDefaultAddressSpaces');
    const {LocalDefaultAddressSpace: local, GlobalDefaultAddressSpace: global = ''} = spaces.reply ?? {};
    if (global === '' || global === local) t.notApplicable('the driver names no global address space');
    const chosen = await requestPool(t, {space: global});
    const pool = chosen.ok ? chosen : await requestPool(t, {space: global, pool: subnet(t)});
    t.expect(pool).toSucceed();
    t.expect(await requestAddress(t, readPool(t, pool))).toSucceed();
  },
});
