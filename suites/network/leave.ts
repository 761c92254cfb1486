import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {deleteEndpoint, givenAttached, leave} from './_calls.ts';
import {givenEndpoint} from './_endpoint.ts';
import {givenNetwork} from './_given.ts';
import {attachAndDetach} from './_story.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.join.succeeds'];

export const succeeds = defineCheck({
  id: 'network.leave.succeeds',
  title: 'Leave and DeleteEndpoint after Join succeed, without any Program- or RevokeExternalConnectivity',
  level: 'MUST',
  requirement: ['network/57', 'network/63'],
  problem: 'A container could not leave the network.',
  consequence: 'an error in the daemon log only; what the plugin made for the container leaks',
  fix: 'Do not rely on ProgramExternalConnectivity: it comes for the gateway endpoint alone.',
  needs,
  dependsOn,
  async run(t) {
    const endpoint = await givenAttached(t, await givenNetwork(t));
    t.expect(await leave(t, endpoint)).toSucceed();
    t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
  },
});

export const twice = defineCheck({
  id: 'network.leave.twice',
  title: 'Leave may come twice, and without Join; the endpoint can be deleted then',
  level: 'SHOULD',
  requirement: ['network/52', 'network/39'],
  problem: 'A second Leave, or one without Join, was refused.',
  consequence:
    'from 29 on dockerd sends both after a failed Join: warnings in its log, and an endpoint that may leak',
  fix: 'Answer Leave with 200 and `{}` when there is nothing to leave.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const [joined, fresh] = [await givenAttached(t, network), await givenEndpoint(t, network)];
    t.expect(await leave(t, joined)).toSucceed();
    t.expect(await leave(t, joined)).toSucceed();
    t.expect(await leave(t, fresh)).toSucceed();
  },
});

export const afterFailedJoin = defineCheck({
  id: 'network.leave.then-delete',
  title: 'Whatever Leave came to, DeleteEndpoint frees the address',
  level: 'MUST',
  requirement: ['network/52', 'network/51'],
  problem: 'After a roll-back the address of the endpoint could not be used again.',
  consequence: 'the container can not be started again with its --ip: the plugin still holds the address',
  fix: 'Let DeleteEndpoint free everything whatever came before it.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const endpoint = await givenEndpoint(t, network);
    await leave(t, endpoint);
    await leave(t, endpoint);
    t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
    await attachAndDetach(t, network, {address: endpoint.asked.Address});
  },
});
