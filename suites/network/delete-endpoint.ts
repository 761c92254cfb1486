import {defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {deleteEndpoint, givenAttached} from './_calls.ts';
import {givenEndpoint} from './_endpoint.ts';
import {givenNetwork} from './_given.ts';
import {macWish} from './_mac.ts';
import {attach, attachAndDetach, detach} from './_story.ts';

const needs = [implementsDriver('NetworkDriver')];

export const afterCreate = defineCheck({
  id: 'network.delete-endpoint.after-create',
  title: 'An endpoint that never joined can be deleted',
  level: 'MUST',
  requirement: 'network/37',
  problem: 'An endpoint without a container could not be deleted.',
  consequence:
    'the roll-back of a failed start fails too: `…; failed to roll back: …`, and the endpoint leaks',
  fix: 'Answer DeleteEndpoint with 200 and `{}` whether or not Join came.',
  needs,
  dependsOn: ['network.create-endpoint.succeeds'],
  async run(t) {
    const endpoint = await givenEndpoint(t, await givenNetwork(t));
    t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
  },
});

export const freesAddress = defineCheck({
  id: 'network.delete-endpoint.frees-address',
  title: 'After Leave and DeleteEndpoint the same address and MAC serve the next endpoint',
  level: 'MUST',
  requirement: 'network/37',
  problem: 'A container was removed, but its address could not be used again.',
  consequence: '`docker restart` of a container with --ip fails; soon no address of the network is left',
  fix: 'Free address, MAC and link in DeleteEndpoint.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const wish = {address: await network.nextAddress(), ...(await macWish(t, network))};
    for (let start = 0; start < 3; start += 1) await attachAndDetach(t, network, wish);
  },
});

export const withoutLeave = defineCheck({
  id: 'network.delete-endpoint.without-leave',
  title: 'DeleteEndpoint of an endpoint that joined and never left cleans both',
  level: 'MUST',
  requirement: 'network/38',
  problem: 'An endpoint that had not left its container could not be deleted.',
  consequence:
    'up to 28 dockerd sends no Leave after a failed Join: the endpoint leaks, and its address is in use for ever',
  fix: 'Let DeleteEndpoint do what Leave would have done.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const endpoint = await givenAttached(t, network);
    t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
    await attach(t, network, {address: endpoint.asked.Address});
  },
});

export const forgotten = defineCheck({
  id: 'network.delete-endpoint.forgotten',
  title: 'After DeleteEndpoint an endpoint is as unknown as one that never was',
  level: 'SHOULD',
  requirement: ['network/37', 'network/69'],
  problem: 'An endpoint was deleted, and the driver still knew it.',
  consequence: 'endpoints pile up in the plugin with every container that ever ran',
  fix: 'Remove the endpoint and all that belongs to it in DeleteEndpoint.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const gone = await attach(t, network);
    await detach(t, gone);
    const ask = (EndpointID: string) =>
      t.plugin.call('NetworkDriver.EndpointOperInfo', {NetworkID: network.id, EndpointID}, {probe: true});
    if ((await ask(hexId(t.random))).ok) t.notApplicable('the driver answers about any endpoint');
    t.expect(await ask(gone.ids.EndpointID)).toFail();
  },
});

export const unknown = defineCheck({
  id: 'network.delete-endpoint.unknown',
  title: 'DeleteEndpoint and Leave of an unknown endpoint succeed',
  level: 'SHOULD',
  requirement: 'network/39',
  problem: 'Taking away an endpoint that is gone was refused.',
  consequence:
    "a warning in the daemon log; from 27 on the roll-back's failure hides the reason from the user",
  fix: 'Answer Leave and DeleteEndpoint of unknown ids with 200 and `{}`.',
  needs,
  dependsOn: ['network.create-network.succeeds'],
  async run(t) {
    const {id} = await givenNetwork(t);
    const ids = {NetworkID: id, EndpointID: hexId(t.random)};
    for (const method of ['Leave', 'DeleteEndpoint'])
      t.expect(await t.plugin.call(`NetworkDriver.${method}`, ids)).toSucceed();
  },
});
