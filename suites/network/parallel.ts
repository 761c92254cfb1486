import {type Call, type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {about, deleteEndpoint, givenJoined, leave} from './_calls.ts';
import {type GivenEndpoint, givenEndpoint, tryEndpoint} from './_endpoint.ts';
import {deleteNetwork, type GivenNetwork, givenNetwork, planNetwork, tryNetwork} from './_given.ts';
import {detach, start} from './_story.ts';

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
    const refused: Call<unknown>[] = [];
    await Promise.all(Array.from({length: AT_ONCE}, () => wholeLife(t, refused)));
    const [first] = refused;
    if (first === undefined) return;
    // a driver that has no room for so many refuses them one after the other, too
    for (let number = 0; number < AT_ONCE; number += 1) await givenEndpoint(t, await givenNetwork(t));
    t.expect(first).toSucceed();
  },
});

const AT_ONCE = 8;

async function wholeLife(t: CheckContext, refused: Call<unknown>[]): Promise<void> {
  const network = await planNetwork(t);
  const created = await tryNetwork(t, network);
  if (!created.ok) {
    refused.push(created);
    return;
  }
  const {endpoint, call} = await tryEndpoint(t, network);
  if (call.ok) {
    await start(t, endpoint);
    await detach(t, endpoint);
  } else {
    refused.push(call);
  }
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
    const refused: Call<unknown>[] = [];
    for (let number = 0; number < STANDING; number += 1) standing.push(await givenEndpoint(t, network));
    await Promise.all(standing.map(endpoint => givenJoined(t, endpoint)));
    const [stays, ...going] = standing;
    await Promise.all([
      ...going.map(endpoint => detach(t, endpoint)),
      ...[1, 2, 3].map(async () => stays && t.expect(await about(t, 'EndpointOperInfo', stays)).toAnswer()),
      oneAfterTheOther(2, () => another(t, network, refused)),
    ]);
    const [first] = refused;
    if (first !== undefined) {
      // a driver that has no room for so many refuses them also when nothing else happens
      while (standing.length < MOST) standing.push(await givenEndpoint(t, network));
      t.expect(first).toSucceed();
    }
    if (stays === undefined) return;
    t.expect(await leave(t, stays)).toSucceed();
    t.expect(await deleteEndpoint(t, stays)).toSucceed();
  },
});

const STANDING = 4;
/** With those that are created beside them. */
const MOST = STANDING + 2;

/** One more container; whether it was refused for good is seen later. */
async function another(t: CheckContext, network: GivenNetwork, refused: Call<unknown>[]): Promise<void> {
  const {endpoint, call} = await tryEndpoint(t, network);
  if (call.ok) await start(t, endpoint);
  else refused.push(call);
}

/** dockerd never creates two endpoints of one network at once (moby v28.5.2 libnetwork/network.go CreateEndpoint). */
async function oneAfterTheOther(times: number, action: () => Promise<void>): Promise<void> {
  for (let time = 0; time < times; time += 1) await action();
}
