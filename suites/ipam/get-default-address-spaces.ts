import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import type {SpacesReply} from './_given.ts';

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
