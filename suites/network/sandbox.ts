import {defineCheck, hasSandbox, implementsDriver} from '../../src/authoring.ts';
import {givenInside, lookAt, refuseDry} from './_inside.ts';
import {realDocker, realNetwork, startOn, timeoutMs} from './_sandbox.ts';

const needs = [implementsDriver('NetworkDriver'), hasSandbox];
const dependsOn = ['network.sandbox.starts'];

export const starts = defineCheck({
  id: 'network.sandbox.starts',
  title:
    'A container starts: the interface that Join names is there, and can be moved, renamed, addressed and routed',
  level: 'MUST',
  requirement: ['network/43', 'network/45', 'network/47'],
  problem: 'A container could not be given the interface that Join named.',
  consequence:
    '`docker run` fails with `failed to add interface … to sandbox: failed to get link by name "…": Link not found`, or with `failed to set gateway: …`',
  fix: "Make the interface in dockerd's network namespace before Join answers, leave it there under the name in SrcName, and name a gateway in its subnet.",
  needs,
  dependsOn: ['network.join.succeeds'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    const docker = await realDocker(t);
    const container = await startOn(t, {docker, network: await realNetwork(t, docker)});
    if (!container.ok) await refuseDry(t, container);
    t.expect.ok(container.ok, {
      expected: '`docker run` succeeds',
      actual: container.stderr.split('\n')[0] ?? '',
    });
    await lookAt(t, container);
  },
});

export const mtu = defineCheck({
  id: 'network.sandbox.mtu',
  title: "The interface has the MTU that the user's option asks for",
  level: 'SHOULD',
  requirement: 'network/74',
  problem: 'The container got another MTU than the user asked for.',
  consequence:
    'over a tunnel or VPN large packets get lost: connections open and then stand still, which takes days to find',
  fix: 'Set the MTU on the interface before Join answers: it stays when the interface is moved.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs,
  async run(t) {
    const {networkOpts} = t.settings;
    const wanted = networkOpts['com.docker.network.driver.mtu'] ?? networkOpts['mtu'];
    if (wanted === undefined) return t.notApplicable('--network-opt asks for no mtu');
    const docker = await realDocker(t);
    const {link} = await givenInside(t, {docker, network: await realNetwork(t, docker)});
    t.expect.equal(String(link.mtu), wanted, `the MTU of ${link.name} in the container`);
  },
});

export const leaves = defineCheck({
  id: 'network.sandbox.leaves',
  title: 'Leave and DeleteEndpoint succeed for an interface that is in a container',
  level: 'SHOULD',
  requirement: 'network/54',
  problem: 'A container whose interface the daemon had moved could not leave the network.',
  consequence:
    'dockerd only logs `driver error disconnecting container …`; what else the call would have done is not done',
  fix: 'Do not look for the interface in Leave: dockerd moves it back after the call. Remove it in DeleteEndpoint, where it may be gone already.',
  needs,
  dependsOn: [...dependsOn, 'network.leave.succeeds'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    const docker = await realDocker(t);
    const {container} = await givenInside(t, {docker, network: await realNetwork(t, docker)});
    const before = docker.log.length;
    await container.rm({force: true});
    const complaint = docker.log.slice(before).find(({message}) => /^driver error d/.test(message));
    t.expect.ok(complaint === undefined, {
      expected: 'nothing in the log of dockerd when the container ends',
      actual: complaint?.message ?? '',
    });
  },
});
