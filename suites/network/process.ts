import {defineCheck, implementsDriver, ownsProcess} from '../../src/authoring.ts';
import {STOP_MS} from '../transport/_restart.ts';
import {expectAnswers, expectNoWaiting, startBesideSilentDocker} from '../transport/_silent-docker.ts';
import {deleteNetwork, givenNetwork} from './_given.ts';
import {besideSilentDocker} from './_silent-docker.ts';

const needs = [implementsDriver('NetworkDriver'), ownsProcess];
const dependsOn = ['network.restart.networks-kept', 'network.endpoint-oper-info.answers'];

export const startsBesideSilentDocker = defineCheck({
  id: 'network.process.starts-beside-silent-docker',
  title: 'The network driver starts while the Docker API does not answer',
  level: 'MUST',
  requirement: 'network/62',
  problem: 'The plugin did not listen as long as dockerd did not answer it.',
  consequence:
    'at boot dockerd waits for the plugin, to start containers, and the plugin for dockerd: neither comes up',
  fix: 'Listen first; ask dockerd later, in the background, with a short time-out.',
  needs,
  exclusive: true,
  dependsOn,
  timeoutMs: 60_000,
  async run(t) {
    await besideSilentDocker(t);
  },
});

export const callsBesideSilentDocker = defineCheck({
  id: 'network.process.calls-beside-silent-docker',
  title: 'Containers start and stop on a network while the Docker API does not answer',
  level: 'MUST',
  requirement: 'network/62',
  problem: 'The plugin called the Docker API while dockerd waited for the plugin.',
  consequence:
    'dockerd starts containers before it serves its API, and holds the locks of container and network while it calls the plugin: at boot it hangs, and `docker` commands with it',
  fix: 'Ask the Docker API nothing during CreateEndpoint, Join and Leave; keep what is needed, or ask in the background after the answer.',
  needs,
  exclusive: true,
  dependsOn: ['network.process.starts-beside-silent-docker'],
  timeoutMs: 60_000,
  async run(t) {
    expectAnswers(t, await besideSilentDocker(t));
  },
});

export const asksNoDocker = defineCheck({
  id: 'network.process.asks-no-docker',
  title: 'No call about a container waits for the Docker API',
  level: 'SHOULD',
  requirement: 'network/62',
  problem: 'The plugin called the Docker API and waited for it until its own patience ended.',
  consequence:
    'each start of a container takes so much longer while dockerd starts; those of one network wait for each other',
  fix: 'Ask the Docker API in the background, after the answer.',
  needs,
  exclusive: true,
  dependsOn: ['network.process.calls-beside-silent-docker'],
  timeoutMs: 60_000,
  async run(t) {
    expectNoWaiting(t, await besideSilentDocker(t));
  },
});

export const stopsBesideSilentDocker = defineCheck({
  id: 'network.process.stops-beside-silent-docker',
  title: 'SIGTERM ends the plugin while the Docker API does not answer, and removes no network',
  level: 'SHOULD',
  requirement: 'network/62',
  problem: 'On SIGTERM the plugin turned to dockerd.',
  consequence:
    'dockerd that shuts down waits 10 s for the plugin and kills it; networks that it removes are gone after the next start',
  fix: 'Stop without the Docker API; keep networks until DeleteNetwork.',
  needs,
  exclusive: true,
  dependsOn: ['network.process.starts-beside-silent-docker', 'transport.stop.in-time'],
  timeoutMs: 60_000,
  async run(t) {
    const network = await givenNetwork(t);
    const silent = await startBesideSilentDocker(t);
    const before = silent.received().length;
    const ended = await t.process.stop({timeoutMs: STOP_MS});
    const asked = silent.received().slice(before);
    t.expect.ok(ended, {
      expected: `the plugin ends within ${STOP_MS / 1000} s of SIGTERM`,
      actual: `it runs on; it asked the Docker API: ${asked.join(', ') || 'nothing'}`,
    });
    t.expect.equal(
      asked.filter(line => line.startsWith('DELETE ')),
      [],
      'what it had the Docker API remove',
    );
    await t.process.start();
    t.expect(await deleteNetwork(t, network)).toSucceed();
  },
});
