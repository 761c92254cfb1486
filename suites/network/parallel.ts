import {type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {about, deleteEndpoint, deleteNetwork, givenJoined, leave} from './_calls.ts';
import {createNetwork, type GivenEndpoint, givenEndpoint, givenNetwork, planNetwork} from './_given.ts';
import {attach, attachAndDetach, detach} from './_story.ts';

const needs = [implementsDriver('NetworkDriver')];
const dependsOn = ['network.leave.succeeds'];
const fix = 'Lock per network or endpoint, for short; never hold a lock while another call is waited for.';

export const networks = defineCheck({
  id: 'network.parallel.networks',
  title: 'Several networks are created, used and deleted side by side',
  level: 'MUST',
  requirement: 'network/60',
  problem: 'What works for one network failed for several at once.',
  consequence: '`docker compose up` with several networks fails or hangs now and then',
  fix,
  needs,
  dependsOn: [...dependsOn, 'network.delete-network.after-create'],
  exclusive: true,
  async run(t) {
    await Promise.all(Array.from({length: 8}, () => wholeLife(t)));
  },
});

async function wholeLife(t: CheckContext): Promise<void> {
  const network = await planNetwork(t);
  t.expect(await createNetwork(t, network)).toSucceed();
  await attachAndDetach(t, network);
  t.expect(await deleteNetwork(t, network)).toSucceed();
}

export const endpoints = defineCheck({
  id: 'network.parallel.endpoints',
  title: 'Endpoints of one network join, leave and go side by side while another is created',
  level: 'MUST',
  requirement: 'network/61',
  problem: 'What works for one container failed for several at once.',
  consequence: 'containers that start or stop together lose their network, or dockerd waits for ever',
  fix,
  needs,
  dependsOn: [...dependsOn, 'network.create-endpoint.second-keeps-first'],
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    const standing: GivenEndpoint[] = [];
    for (let number = 0; number < 4; number += 1) standing.push(await givenEndpoint(t, network));
    await Promise.all(standing.map(endpoint => givenJoined(t, endpoint)));
    const [stays, ...going] = standing;
    await Promise.all([
      ...going.map(endpoint => detach(t, endpoint)),
      ...[1, 2, 3].map(async () => stays && t.expect(await about(t, 'EndpointOperInfo', stays)).toAnswer()),
      oneAfterTheOther(2, async () => void (await attach(t, network))),
    ]);
    if (stays === undefined) return;
    t.expect(await leave(t, stays)).toSucceed();
    t.expect(await deleteEndpoint(t, stays)).toSucceed();
  },
});

/** dockerd never creates two endpoints of one network at once (moby v28.5.2 libnetwork/network.go CreateEndpoint). */
async function oneAfterTheOther(times: number, action: () => Promise<void>): Promise<void> {
  for (let time = 0; time < times; time += 1) await action();
}
