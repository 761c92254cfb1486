import {type Call, type CheckContext, defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {givenAttached} from './_calls.ts';
import {noPorts} from './_endpoint.ts';
import {createNetwork, deleteNetwork, givenNetwork, planNetwork} from './_given.ts';
import {attach, attachAndDetach, detach} from './_story.ts';
import {subnetV4} from './_subnet.ts';

const needs = [implementsDriver('NetworkDriver')];

export const afterCreate = defineCheck({
  id: 'network.delete-network.after-create',
  title: 'A network can be deleted right after it was created',
  level: 'MUST',
  requirement: 'network/25',
  problem: 'A network without endpoints could not be deleted.',
  consequence: 'docker forgets the network all the same; what the plugin made for it stays for ever',
  fix: 'Answer DeleteNetwork with 200 and `{}` whether or not it ever had endpoints.',
  needs,
  dependsOn: ['network.create-network.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    t.expect(await deleteNetwork(t, network)).toSucceed();
  },
});

export const afterUse = defineCheck({
  id: 'network.delete-network.frees-everything',
  title: 'After DeleteNetwork the same subnet serves a new network',
  level: 'MUST',
  requirement: 'network/27',
  problem: 'A network was removed, but its subnet could not be used again.',
  consequence:
    '`docker network rm` and `create` with the same --subnet fails until the plugin is cleaned by hand',
  fix: 'Free bridges, VLANs, addresses and records in DeleteNetwork; docker never asks again.',
  needs,
  dependsOn: ['network.delete-network.after-create', 'network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const endpoint = await attach(t, network);
    await detach(t, endpoint);
    t.expect(await deleteNetwork(t, network)).toSucceed();
    const again = await planNetwork(t, {ipv4: network.request.IPv4Data});
    t.expect(await createNetwork(t, again)).toSucceed();
    await attachAndDetach(t, again, {address: endpoint.asked.Address});
  },
});

export const withEndpoints = defineCheck({
  id: 'network.delete-network.with-endpoints',
  title: 'After DeleteNetwork of a network that still has an endpoint its subnet serves a new network',
  level: 'MUST',
  requirement: 'network/27',
  problem: 'A network that still had an endpoint was deleted, and its subnet could not be used again.',
  consequence:
    'after a crash dockerd forgets endpoints without telling the plugin; `docker network rm` then shows success and leaves everything behind',
  fix: 'Let DeleteNetwork take the remaining endpoints with it.',
  needs,
  dependsOn: ['network.delete-network.frees-everything'],
  async run(t) {
    const network = await givenNetwork(t);
    const stale = await givenAttached(t, network);
    await deleteNetwork(t, network); // its answer is logged only
    const again = await planNetwork(t, {ipv4: network.request.IPv4Data});
    t.expect(await createNetwork(t, again)).toSucceed();
    await attachAndDetach(t, again, {address: stale.asked.Address});
  },
});

export const forgotten = defineCheck({
  id: 'network.delete-network.forgotten',
  title: 'After DeleteNetwork a network is as unknown as one that never was',
  level: 'SHOULD',
  requirement: 'network/27',
  problem: 'A network was deleted, and the driver still took containers for it.',
  consequence: 'docker never asks again: bridges and VLANs pile up with every network that ever was',
  fix: 'Remove the network and all that belongs to it in DeleteNetwork.',
  needs,
  dependsOn: ['network.delete-network.after-create', 'network.create-endpoint.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    t.expect(await deleteNetwork(t, network)).toSucceed();
    const unknown = await attachProbe(t, hexId(t.random));
    if (unknown.ok) t.notApplicable('the driver takes endpoints of any network');
    t.expect(await attachProbe(t, network.id)).toFail();
  },
});

/** No dockerd asks for an endpoint of a network that it deleted. */
function attachProbe(t: CheckContext, NetworkID: string): Promise<Call> {
  const ids = {NetworkID, EndpointID: hexId(t.random)};
  t.cleanup(() => t.plugin.call('NetworkDriver.DeleteEndpoint', ids, {probe: true}));
  const Interface = {Address: subnetV4(t).address(2), AddressIPv6: '', MacAddress: ''};
  const body = {...ids, Interface, Options: noPorts};
  return t.plugin.call('NetworkDriver.CreateEndpoint', body, {probe: true});
}

export const unknown = defineCheck({
  id: 'network.delete-network.unknown',
  title: 'DeleteNetwork of an unknown id succeeds',
  level: 'SHOULD',
  requirement: 'network/26',
  problem: 'DeleteNetwork of a network that is gone was refused.',
  consequence: 'dockerd repeats a half-failed removal at its next start and logs a warning each time',
  fix: 'Answer DeleteNetwork of an unknown id with 200 and `{}`.',
  needs,
  async run(t) {
    t.expect(await t.plugin.call('NetworkDriver.DeleteNetwork', {NetworkID: hexId(t.random)})).toSucceed();
  },
});
