import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {about, deleteEndpoint, givenAttached, leave} from './_calls.ts';
import {givenNetwork} from './_given.ts';

const needs = [implementsDriver('NetworkDriver')];
const fix = 'Answer EndpointOperInfo with 200 and `{"Value": {}}`.';

export const answersUpTo28 = defineCheck({
  id: 'network.endpoint-oper-info.answers',
  title: 'EndpointOperInfo succeeds, else no container starts',
  level: 'MUST',
  requirement: 'network/40',
  problem: 'The state of an endpoint could not be asked for.',
  consequence: '`docker run` fails with `Updating join info failed: …` up to 28.0.1',
  fix,
  engines: '<28.0.2',
  needs,
  dependsOn: ['network.join.succeeds'],
  async run(t) {
    t.expect(await about(t, 'EndpointOperInfo', await givenAttached(t, await givenNetwork(t)))).toSucceed();
  },
});

export const answers = defineCheck({
  id: 'network.endpoint-oper-info.answers-too',
  title: 'EndpointOperInfo succeeds, though newer engines pay no attention to it',
  level: 'SHOULD',
  requirement: 'network/40',
  problem: 'The state of an endpoint could not be asked for.',
  consequence: 'nothing on this engine; on engines up to 28.0.1 no container starts',
  fix,
  engines: '>=28.0.2',
  needs,
  dependsOn: ['network.join.succeeds'],
  async run(t) {
    t.expect(await about(t, 'EndpointOperInfo', await givenAttached(t, await givenNetwork(t)))).toSucceed();
  },
});

export const repeatable = defineCheck({
  id: 'network.endpoint-oper-info.repeatable',
  title: 'EndpointOperInfo may come any number of times, also while another endpoint goes away',
  level: 'SHOULD',
  requirement: 'network/41',
  problem: 'EndpointOperInfo worked at first and failed later.',
  consequence: 'up to 28.0.1 `docker network connect` and `disconnect` fail; newer engines pay no attention',
  fix: 'Let EndpointOperInfo read and change nothing.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await givenNetwork(t);
    const [stays, goes] = [await givenAttached(t, network), await givenAttached(t, network)];
    const first = await about(t, 'EndpointOperInfo', stays);
    if (!first.ok) t.blocked('network.endpoint-oper-info.answers-too', first.error);
    await leave(t, goes);
    for (let round = 0; round < 3; round += 1)
      t.expect(await about(t, 'EndpointOperInfo', stays)).toSucceed();
    t.expect(await deleteEndpoint(t, goes)).toSucceed();
    t.expect(await about(t, 'EndpointOperInfo', stays)).toSucceed();
    t.expect(await leave(t, stays)).toSucceed();
  },
});
