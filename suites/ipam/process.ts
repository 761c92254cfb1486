import {defineCheck, implementsDriver, ownsProcess} from '../../src/authoring.ts';
import {expectAnswers, expectNoWaiting} from '../transport/_silent-docker.ts';
import {besideSilentDocker} from './_silent-docker.ts';

const needs = [implementsDriver('IpamDriver'), ownsProcess];

export const startsBesideSilentDocker = defineCheck({
  id: 'ipam.process.starts-beside-silent-docker',
  title: 'The IPAM driver starts while the Docker API does not answer',
  level: 'MUST',
  requirement: 'ipam/42',
  problem: 'The plugin did not listen as long as dockerd did not answer it.',
  consequence:
    'at boot dockerd looks for the drivers of all its networks before it serves its API: it waits 15 s for each network, and the plugin for dockerd',
  fix: 'Listen first; ask dockerd later, in the background, with a short time-out.',
  needs,
  exclusive: true,
  dependsOn: ['ipam.restart.pools-kept'],
  timeoutMs: 60_000,
  async run(t) {
    await besideSilentDocker(t);
  },
});

export const callsBesideSilentDocker = defineCheck({
  id: 'ipam.process.calls-beside-silent-docker',
  title: 'Addresses are given and taken back while the Docker API does not answer',
  level: 'MUST',
  requirement: ['ipam/41', 'ipam/42'],
  problem: 'The plugin called the Docker API while dockerd waited for the plugin.',
  consequence:
    'dockerd starts containers before it serves its API, and holds the lock of the network while it asks for an address: at boot it hangs',
  fix: 'Ask the Docker API nothing while a call is answered; keep what is needed in a state of your own.',
  needs,
  exclusive: true,
  dependsOn: ['ipam.process.starts-beside-silent-docker'],
  timeoutMs: 60_000,
  async run(t) {
    expectAnswers(t, await besideSilentDocker(t));
  },
});

export const asksNoDocker = defineCheck({
  id: 'ipam.process.asks-no-docker',
  title: 'No call about an address waits for the Docker API',
  level: 'SHOULD',
  requirement: 'ipam/41',
  problem: 'The plugin called the Docker API and waited for it until its own patience ended.',
  consequence:
    'each start of a container takes so much longer while dockerd starts; those of one network wait for each other',
  fix: 'Ask the Docker API in the background, after the answer.',
  needs,
  exclusive: true,
  dependsOn: ['ipam.process.calls-beside-silent-docker'],
  timeoutMs: 60_000,
  async run(t) {
    expectNoWaiting(t, await besideSilentDocker(t));
  },
});
