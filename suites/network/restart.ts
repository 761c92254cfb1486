import {canRestart, defineCheck, implementsDriver, ownsProcess} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {about, deleteEndpoint, givenAttached, leave} from './_calls.ts';
import {createNetwork, deleteNetwork, givenNetwork, planNetwork} from './_given.ts';
import {attach, attachAndDetach, detach} from './_story.ts';

const needs = [implementsDriver('NetworkDriver'), canRestart];
const dependsOn = ['network.leave.succeeds'];

export const networks = defineCheck({
  id: 'network.restart.networks-kept',
  title: 'After a restart of the plugin its networks work, without a new Activate',
  level: 'MUST',
  requirement: ['network/29', 'network/66'],
  problem: 'After a restart of the plugin a network that it had made was gone.',
  consequence:
    'CreateNetwork is never repeated: every container on the network fails to start with `remote: no such network …`, until the network is made anew by hand',
  fix: 'Write networks to disk before CreateNetwork answers, and read them before the socket is bound.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    await restart(t);
    await attachAndDetach(t, network);
  },
});

export const endpoints = defineCheck({
  id: 'network.restart.endpoints-kept',
  title: 'After a restart of the plugin Leave and DeleteEndpoint succeed for endpoints made before',
  level: 'MUST',
  requirement: 'network/67',
  problem: 'After a restart of the plugin a container that ran could not leave the network.',
  consequence: 'docker forgets the endpoint; link, address and routes stay behind for ever',
  fix: 'Write endpoints to disk too, or find them again by what is in the kernel.',
  needs,
  dependsOn: [...dependsOn, 'network.restart.networks-kept'],
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const endpoint = await givenAttached(t, network);
    await restart(t);
    t.expect(await leave(t, endpoint)).toSucceed();
    t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
    await attachAndDetach(t, network, {address: endpoint.asked.Address});
  },
});

export const endpointsKnown = defineCheck({
  id: 'network.restart.endpoints-known',
  title:
    'After a restart of the plugin EndpointOperInfo and RevokeExternalConnectivity find endpoints made before',
  level: 'SHOULD',
  requirement: ['network/66', 'network/67'],
  problem: 'After a restart of the plugin an endpoint of a running container was unknown.',
  consequence:
    'its link and ports stay behind when the container ends; connecting the container to a further network may fail',
  fix: 'Write endpoints to disk too, or find them again by what is in the kernel.',
  needs,
  dependsOn: ['network.restart.endpoints-kept'],
  exclusive: true,
  async run(t) {
    const endpoint = await givenAttached(t, await givenNetwork(t));
    const questions = ['EndpointOperInfo', 'RevokeExternalConnectivity'];
    const answered: string[] = [];
    for (const method of questions) if ((await about(t, method, endpoint)).ok) answered.push(method);
    await restart(t);
    for (const method of answered) t.expect(await about(t, method, endpoint)).toSucceed();
  },
});

export const crash = defineCheck({
  id: 'network.restart.crash-keeps-all',
  title: 'After a crash of the plugin its networks and endpoints are there',
  level: 'MUST',
  requirement: ['network/29', 'network/67'],
  problem: 'A plugin that was killed had forgotten a network or an endpoint.',
  consequence:
    'after a power cut, an out-of-memory kill or `docker plugin disable -f` no container on the network starts',
  fix: 'Write to disk before each answer, not at the end of the process.',
  needs: [implementsDriver('NetworkDriver'), ownsProcess],
  dependsOn: ['network.restart.endpoints-kept'],
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const endpoint = await givenAttached(t, network);
    await t.process.kill();
    await t.process.start();
    t.expect(await leave(t, endpoint)).toSucceed();
    t.expect(await deleteEndpoint(t, endpoint)).toSucceed();
    await attachAndDetach(t, network, {address: endpoint.asked.Address});
  },
});

export const lostEndpoints = defineCheck({
  id: 'network.restart.lost-endpoints',
  title:
    'A network whose endpoints vanished while the plugin was down can be deleted, and its subnet used again',
  level: 'MUST',
  requirement: ['network/70', 'network/69'],
  problem: 'A network that had lost its endpoints could not be removed from the plugin.',
  consequence:
    'dockerd gives up on Leave and DeleteEndpoint after 15 s each; the network goes from docker, and its subnet stays taken in the plugin',
  fix: 'Let DeleteNetwork take remaining endpoints with it.',
  needs,
  dependsOn: ['network.restart.networks-kept', 'network.delete-network.frees-everything'],
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const endpoint = await givenAttached(t, network);
    await restart(t);
    t.expect(await deleteNetwork(t, network)).toSucceed();
    const again = await planNetwork(t, {ipv4: network.request.IPv4Data});
    t.expect(await createNetwork(t, again)).toSucceed();
    await attachAndDetach(t, again, {address: endpoint.asked.Address});
  },
});

export const deletions = defineCheck({
  id: 'network.restart.deletions-kept',
  title:
    'A network and an endpoint that were deleted before a restart of the plugin do not come back with it',
  level: 'MUST',
  requirement: ['network/27', 'network/37'],
  problem: 'After a restart of the plugin something that had been deleted stood in the way.',
  consequence:
    'a network with the same --subnet, or a container with the same --ip, can not be made: docker has forgotten the old one and never deletes it again',
  fix: 'Write deletions to disk before DeleteEndpoint and DeleteNetwork answer.',
  needs,
  dependsOn: ['network.restart.endpoints-kept', 'network.delete-network.frees-everything'],
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const endpoint = await attach(t, network);
    await detach(t, endpoint);
    await restart(t);
    await attachAndDetach(t, network, {address: endpoint.asked.Address});
    t.expect(await deleteNetwork(t, network)).toSucceed();
    await restart(t);
    const again = await planNetwork(t, {ipv4: network.request.IPv4Data});
    t.expect(await createNetwork(t, again)).toSucceed();
    await attachAndDetach(t, again, {address: endpoint.asked.Address});
  },
});
