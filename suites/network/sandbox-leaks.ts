import {defineCheck, hasSandbox, implementsDriver} from '../../src/authoring.ts';
import {givenInside, type Inside, oneMoreInside} from './_inside.ts';
import {expectNothingLeft} from './_leftovers.ts';
import {secondContainerRefusal} from './_places.ts';
import {portRefusal} from './_port-refusal.ts';
import {realDocker, realNetwork, timeoutMs} from './_sandbox.ts';

const needs = [implementsDriver('NetworkDriver'), hasSandbox];
const dependsOn = ['network.sandbox.starts'];

export const container = defineCheck({
  id: 'network.sandbox.container-leaves-nothing',
  title: 'Containers that came and went leave no interface, address, route, neighbour or filter rule',
  level: 'MUST',
  requirement: ['network/38', 'network/54'],
  problem: 'What the driver had made for a container stayed when the container was gone.',
  consequence:
    'the host collects dead interfaces and rules with each `docker run`; a bridge takes 1024 ports: then no container starts on the network any more',
  fix: 'Remove in DeleteEndpoint whatever CreateEndpoint, Join and ProgramExternalConnectivity made; interfaces may be gone already.',
  needs,
  dependsOn,
  exclusive: true,
  timeoutMs,
  async run(t) {
    const docker = await realDocker(t);
    const network = await realNetwork(t, docker);
    const options = (await portRefusal(t)) === '' ? {ports: ['80']} : {};
    const mayGrow = (await secondContainerRefusal(t)) === '';
    // each round has one container more, which gets an address that none had before
    const round = async (number: number) => {
      const running: Inside[] = [];
      const more = () => oneMoreInside(t, running, {docker, network, options});
      while (running.length < (mayGrow ? number : 1) && (await more()));
      for (const inside of running) await inside.container.rm({force: true});
    };
    await expectNothingLeft(t, round, 'containers were started and removed');
  },
});

export const network = defineCheck({
  id: 'network.sandbox.network-leaves-nothing',
  title: 'Networks that came and went leave no interface, address, route or filter rule',
  level: 'MUST',
  requirement: 'network/27',
  problem: 'What the driver had made for a network stayed when the network was gone.',
  consequence:
    "the host keeps the dead network's addresses and routes: packets for this subnet go to a bridge without anybody, also when it exists elsewhere",
  fix: 'Remove in DeleteNetwork whatever CreateNetwork made: docker does not ask again.',
  needs,
  dependsOn: [...dependsOn, 'network.sandbox.container-leaves-nothing'],
  exclusive: true,
  timeoutMs,
  async run(t) {
    const docker = await realDocker(t);
    const round = async () => {
      const made = await realNetwork(t, docker);
      const inside = await givenInside(t, {docker, network: made});
      await inside.container.rm({force: true});
      await docker.networks.rm(made.name);
    };
    await expectNothingLeft(t, round, 'a network was used and removed');
  },
});
