import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {about, deleteEndpoint, givenAttached, givenJoined, leave, newDaemon} from './_calls.ts';
import {givenEndpoint} from './_endpoint.ts';
import {givenNetwork} from './_given.ts';
import {macWish} from './_mac.ts';
import {attach, attachAndDetach, detach} from './_story.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.leave.succeeds'];

export const networks = defineCheck({
  id: 'network.daemon-restart.networks-kept',
  title: 'A new daemon process finds the networks of the old one: Activate forgets nothing',
  level: 'MUST',
  requirement: 'network/29',
  problem: 'When a new daemon said hello, a network was gone.',
  consequence:
    'after each restart of dockerd no container on the network starts: CreateNetwork is never repeated',
  fix: 'Do not reset state in Plugin.Activate.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    await newDaemon(t);
    await attachAndDetach(t, network);
  },
});

export const endpoints = defineCheck({
  id: 'network.daemon-restart.endpoints-kept',
  title:
    'EndpointOperInfo, Leave and DeleteEndpoint of a new daemon are accepted for endpoints of the old one',
  level: 'MUST',
  requirement: 'network/68',
  problem: 'A container that live-restore had kept could not leave the network.',
  consequence: 'containers that outlived a restart of dockerd can not be cleaned up',
  fix: 'Keep endpoints over Plugin.Activate; do not tie them to a connection.',
  needs,
  dependsOn: [...dependsOn, 'network.daemon-restart.networks-kept'],
  exclusive: true,
  async run(t) {
    const endpoint = await givenAttached(t, await givenNetwork(t));
    const before = await about(t, 'EndpointOperInfo', endpoint);
    await newDaemon(t);
    if (before.ok) t.expect(await about(t, 'EndpointOperInfo', endpoint)).toSucceed();
    t.expect(await leave(t, endpoint)).toSucceed();
    t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
  },
});

export const sameAddress = defineCheck({
  id: 'network.daemon-restart.same-address',
  title: 'After a crash of the daemon an endpoint with the address and MAC of a dead one is accepted',
  level: 'MUST',
  requirement: 'network/42',
  problem: 'After a crash of the daemon a container could not be given its address again.',
  consequence:
    'dockerd forgets the endpoints of a killed predecessor and tells the plugin nothing: no container starts after a power cut',
  fix: 'Let a new endpoint take over address and MAC; endpoints from before the last Activate may be dead.',
  needs,
  dependsOn: ['network.daemon-restart.networks-kept', 'network.delete-endpoint.frees-address'],
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const wish = {address: await network.nextAddress(), ...(await macWish(t, network))};
    await givenJoined(t, await givenEndpoint(t, network, wish));
    await newDaemon(t);
    await detach(t, await attach(t, network, wish));
  },
});
