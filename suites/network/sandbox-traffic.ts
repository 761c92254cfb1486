import {canRestart, defineCheck, hasSandbox, implementsDriver} from '../../src/authoring.ts';
import {restart} from '../transport/_restart.ts';
import {addressOf, gatewayOf, givenInside, lookAt} from './_inside.ts';
import {ipamDriverOf} from './_ipam-driver.ts';
import {someMac} from './_mac.ts';
import {needsTwoContainers, needsTwoNetworks} from './_places.ts';
import {expectReach, reach, untilForwarding} from './_reach.ts';
import {realDocker, realNetwork, startOn, timeoutMs} from './_sandbox.ts';
import {subnetV4} from './_subnet.ts';

const needs = [implementsDriver('NetworkDriver'), hasSandbox];
const dependsOn = ['network.sandbox.starts'];
const connect = 'Attach the end that stays outside to the network, and set it up: in Join at the latest.';

export const reaches = defineCheck({
  id: 'network.sandbox.reaches',
  title: 'Two containers of one network reach each other',
  level: 'MUST',
  requirement: 'network/71',
  problem: 'Two containers of one network could not reach each other.',
  consequence:
    'every connection between containers of the network fails with `No route to host` or a time-out',
  fix: connect,
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsTwoContainers(t);
    const docker = await realDocker(t);
    const network = await realNetwork(t, docker);
    const from = await givenInside(t, {docker, network});
    const to = await givenInside(t, {docker, network});
    await expectReach(t, {from, to}, 'one container of the network');
    await expectReach(t, {from: to, to: from}, 'the other container');
  },
});

export const reachesIpv6 = defineCheck({
  id: 'network.sandbox.reaches-ipv6',
  title: 'Two containers of a dual-stack network reach each other by IPv6',
  level: 'MUST',
  requirement: ['network/71', 'network/19'],
  problem: 'Two containers of a dual-stack network could not reach each other by IPv6.',
  consequence: 'connections that try IPv6 first fail or start late',
  fix: connect,
  needs,
  dependsOn: ['network.sandbox.reaches'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsTwoContainers(t);
    if ((await ipamDriverOf(t)) !== 'default') t.notApplicable('tested with the default IPAM driver');
    const docker = await realDocker(t);
    const network = await realNetwork(t, docker, {ipv6: true});
    const from = await givenInside(t, {docker, network});
    const to = await givenInside(t, {docker, network});
    await expectReach(t, {from, to, family: 6}, 'one container of the network');
  },
});

export const wishes = defineCheck({
  id: 'network.sandbox.wished-address',
  title: 'A container with a MAC address and an IP address of its own choice is reached by them',
  level: 'MUST',
  requirement: ['network/32', 'network/35'],
  problem: 'A container with --mac-address and --ip could not be reached.',
  consequence:
    'dockerd gives the interface the wished addresses all the same; what the driver set up for others drops its packets',
  fix: 'Take address and MAC from Interface wherever filters, neighbours or forwarding entries are set.',
  needs,
  dependsOn: ['network.sandbox.reaches'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsTwoContainers(t);
    if ((await ipamDriverOf(t)) !== 'default') t.notApplicable('tested with the default IPAM driver');
    const docker = await realDocker(t);
    const subnet = subnetV4(t);
    const network = await realNetwork(t, docker, {pool: subnet.pool});
    const from = await givenInside(t, {docker, network});
    const wish = {macAddress: someMac(t), ip: subnet.address(99).replace(/\/.*/, '')};
    const container = await startOn(t, {docker, network}, wish);
    if (/remote: |IpamDriver|NetworkDriver|interface "[^"]*" MAC to/.test(container.error))
      t.notApplicable(`the driver takes no such wishes: ${container.error}`);
    t.expect.ok(container.ok, {
      expected: '`docker run` succeeds',
      actual: container.stderr.split('\n')[0] ?? '',
    });
    const to = await lookAt(t, container);
    t.expect.equal(to.link.mac, wish.macAddress, 'the MAC address of the interface');
    t.expect.equal(addressOf(to.link, 4), wish.ip, 'the address of the interface');
    await expectReach(t, {from, to}, 'another container of the network');
  },
});

export const gateway = defineCheck({
  id: 'network.sandbox.gateway-answers',
  title: 'The gateway that Join names answers on the link',
  level: 'SHOULD',
  requirement: 'network/73',
  problem: 'Nobody had the address of the gateway.',
  consequence: 'the container starts, and every connection out of its network fails with `No route to host`',
  fix: 'Give the address of the gateway to the bridge, or leave Gateway empty: dockerd then gives the container a way out itself.',
  needs,
  dependsOn: ['network.sandbox.reaches'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    const outside = (await t.pluginNamespace().interfaces()).filter(({master}) => master === '');
    const docker = await realDocker(t);
    const inside = await givenInside(t, {docker, network: await realNetwork(t, docker)});
    const address = await gatewayOf(inside);
    if (address === '') t.notApplicable('Join names no gateway');
    const isLent = (await t.pluginNamespace().interfaces()).some(
      ({name, master}) => master !== '' && outside.some(other => other.name === name),
    );
    if (isLent || ['macvlan', 'ipvlan', 'macvtap', 'vlan'].includes(inside.link.kind))
      t.notApplicable('the network goes on outside of this machine, and its gateway with it');
    await untilForwarding(t.pluginNamespace());
    const mac = await inside.namespace.neighbour(address);
    t.expect.ok(mac !== '', {
      expected: `${address} answers on the link`,
      actual: `no neighbour has this address; the container's default route leads to it`,
    });
  },
});

export const apart = defineCheck({
  id: 'network.sandbox.networks-apart',
  title: 'Containers of different networks do not reach each other',
  level: 'MAY',
  requirement: 'network/72',
  problem: 'A container reached one of another network.',
  consequence: 'users who separate applications by networks, as docker teaches them, do not separate them',
  fix: 'Do not forward between networks; where routing is what the driver is for, say so in its documentation.',
  needs,
  dependsOn: ['network.sandbox.reaches'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsTwoNetworks(t);
    if ((await ipamDriverOf(t)) === 'null')
      t.notApplicable('networks of the null IPAM driver share addresses');
    const docker = await realDocker(t);
    const [one, other] = [await realNetwork(t, docker), await realNetwork(t, docker)];
    const from = await givenInside(t, {docker, network: one});
    const to = await givenInside(t, {docker, network: other});
    const address = addressOf(to.link, 4);
    if (address === '') t.notApplicable('the container has no IPv4 address when it starts');
    const isReached = (await reach({from, to}, 1500)) === '';
    t.expect.ok(!isReached, {
      expected: `${addressOf(from.link, 4)} gets no answer from ${address}, which is of another network`,
      actual: 'an answer',
    });
  },
});

export const afterRestart = defineCheck({
  id: 'network.sandbox.survives-restart',
  title: 'A restart of the plugin does not cut running containers off, and new ones reach them',
  level: 'MUST',
  requirement: ['network/66', 'network/67'],
  problem: 'After a restart of the plugin a container that had run before could not be reached.',
  consequence: 'an update of the plugin cuts every running container off; dockerd does not notice',
  fix: 'Leave interfaces alone when the process ends, and find them again when it starts.',
  needs: [...needs, canRestart],
  dependsOn: ['network.sandbox.reaches', 'network.restart.endpoints-kept'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    await needsTwoContainers(t);
    const docker = await realDocker(t);
    const network = await realNetwork(t, docker);
    const [from, to] = [await givenInside(t, {docker, network}), await givenInside(t, {docker, network})];
    await restart(t);
    await expectReach(t, {from, to}, 'a container that runs on');
    const fresh = await startOn(t, {docker, network});
    if (fresh.ok) return expectReach(t, {from: await lookAt(t, fresh), to}, 'a new container');
    // a link from point to point has no third end, and may be made anew when one is gone
    await from.container.rm({force: true});
    await givenInside(t, {docker, network});
  },
});
