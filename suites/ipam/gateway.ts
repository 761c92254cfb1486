import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {asGateway, givenPool, requestAddress} from './_given.ts';

const needs = [implementsDriver('IpamDriver')];
const dependsOn = ['ipam.request-address.succeeds'];

export const gateway = defineCheck({
  id: 'ipam.gateway.without-address',
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

export const withoutMac = defineCheck({
  id: 'ipam.gateway.without-mac',
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
    const call = await requestAddress(t, pool, {options: asGateway});
    if (!call.ok) {
      const withMac = {...asGateway, 'com.docker.network.endpoint.macaddress': '02:42:0a:00:00:08'};
      const other = await requestAddress(t, pool, {options: withMac});
      if (!other.ok) t.blocked('ipam.gateway.without-address', `with a MAC address too: ${other.error}`);
    }
    t.expect(call).toSucceed();
  },
});
