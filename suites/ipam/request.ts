import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {givenPool, requestAddress} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];

export const emptyBodyRefused = defineCheck({
  id: 'ipam.request.empty-body-refused',
  title: 'RequestPool and RequestAddress with an empty body are refused',
  level: 'MUST',
  requirement: 'ipam/9',
  problem: 'A request without any arguments was granted.',
  consequence:
    'dockerd repeats a call whose connection broke with an empty body: it goes on with a pool or an address that nobody asked for',
  fix: 'Refuse requests without PoolID or AddressSpace with 400 and an `Err`.',
  needs,
  dependsOn: ['ipam.request-address.succeeds'],
  async run(t) {
    for (const method of ['RequestPool', 'RequestAddress'])
      t.expect(await t.plugin.call(`IpamDriver.${method}`, undefined, {rawBody: '', probe: true})).toFail();
  },
});

export const emptyBodySurvived = defineCheck({
  id: 'ipam.request.empty-body-survived',
  title: 'After calls with an empty body the driver gives addresses as before',
  level: 'MUST',
  requirement: 'ipam/9',
  problem: 'After a call without arguments the driver did not work any more.',
  consequence:
    'one broken connection, which dockerd follows with an empty body, stops all networks of the driver',
  fix: 'Check the arguments before any lock is taken.',
  needs,
  dependsOn: ['ipam.request-address.succeeds'],
  exclusive: true,
  async run(t) {
    const pool = await givenPool(t);
    for (const method of ['RequestPool', 'RequestAddress', 'ReleaseAddress', 'ReleasePool'])
      await t.plugin.call(`IpamDriver.${method}`, undefined, {rawBody: '', probe: true});
    t.expect(await requestAddress(t, pool)).toSucceed();
  },
});
