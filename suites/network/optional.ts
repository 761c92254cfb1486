import {type Call, type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {planNetwork} from './_given.ts';
import type {CapabilitiesReply} from './_replies.ts';

const needs = [implementsDriver('NetworkDriver')];

export const discover = defineCheck({
  id: 'network.optional.discover',
  title: 'DiscoverNew and DiscoverDelete are answered with success, or not served at all (404)',
  level: 'SHOULD',
  requirement: 'network/7',
  problem: 'News of the cluster was answered with an error.',
  consequence:
    'a warning in the daemon log at each start of a swarm node and for each node that comes or goes',
  fix: 'Answer DiscoverNew and DiscoverDelete with 200 and `{}`.',
  needs,
  async run(t) {
    const data = {Address: '10.0.0.5', BindAddress: '10.0.0.5', Self: true};
    for (const method of ['DiscoverNew', 'DiscoverDelete'])
      expectServedOrAbsent(
        t,
        await t.plugin.call(`NetworkDriver.${method}`, {DiscoveryType: 1, DiscoveryData: data}),
      );
  },
});

export const gwAllocCheck = defineCheck({
  id: 'network.optional.gw-alloc-check',
  title: 'A driver that announces GwAllocChecker answers GwAllocCheck with booleans',
  level: 'MUST',
  requirement: 'network/8',
  problem: 'The driver announced GwAllocChecker, but GwAllocCheck failed.',
  consequence: '`docker network create` fails with its error before anything is made',
  fix: 'Answer GwAllocCheck with `{"SkipIPv4": false, "SkipIPv6": false}`, or leave GwAllocChecker out.',
  engines: '>=28.0.0',
  needs,
  dependsOn: ['network.get-capabilities.answers'],
  async run(t) {
    const capabilities = await t.plugin.call<CapabilitiesReply>('NetworkDriver.GetCapabilities');
    if (capabilities.reply?.GwAllocChecker !== true)
      t.notApplicable('the driver does not announce GwAllocChecker');
    const {request} = await planNetwork(t);
    t.expect(await t.plugin.call('NetworkDriver.GwAllocCheck', {Options: request.Options})).toSucceed();
  },
});

export const unknownMethod = defineCheck({
  id: 'network.optional.unknown-method',
  title: 'A method that the driver does not know is answered with 404',
  level: 'SHOULD',
  requirement: 'network/15',
  problem: 'An unknown method was not answered with 404.',
  consequence:
    'dockerd takes 404 alone for "not implemented": with any other answer to ProgramExternalConnectivity no container starts',
  fix: 'Answer paths that are not served with 404.',
  needs,
  async run(t) {
    const call = await t.plugin.call('NetworkDriver.PlugtestUnknown', {NetworkID: 'none'}, {probe: true});
    t.expect(call).toHaveStatus(404);
  },
});

/** Success, or 404. */
export function expectServedOrAbsent(t: CheckContext, call: Call): void {
  if (call.exchange.response?.status !== 404) t.expect(call).toSucceed();
}
