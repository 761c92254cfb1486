import {defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {sandboxKey} from './_calls.ts';
import {createEndpoint, noPorts} from './_endpoint.ts';
import {createNetwork, deleteNetwork, givenNetwork, planNetwork} from './_given.ts';
import {attachAndDetach} from './_story.ts';
import {subnetV4} from './_subnet.ts';

const needs = [implementsDriver('NetworkDriver')];

/** Calls that can not mean anything without their arguments. */
const withArguments = [
  'CreateNetwork',
  'CreateEndpoint',
  'Join',
  'Leave',
  'DeleteEndpoint',
  'EndpointOperInfo',
];

export const emptyBodyRefused = defineCheck({
  id: 'network.request.empty-body-refused',
  title: 'A call with an empty body is refused',
  level: 'SHOULD',
  requirement: 'network/16',
  problem: 'A call without any arguments succeeded.',
  consequence:
    'dockerd repeats a call whose connection broke with an empty body: a success tells it that a network or an endpoint exists which does not',
  fix: 'Refuse requests without NetworkID or EndpointID with 400 and an `Err`.',
  needs,
  dependsOn: ['network.join.succeeds'],
  async run(t) {
    for (const method of ['CreateNetwork', 'CreateEndpoint', 'Join'])
      t.expect(
        await t.plugin.call(`NetworkDriver.${method}`, undefined, {rawBody: '', probe: true}),
      ).toFail();
  },
});

export const emptyBodySurvived = defineCheck({
  id: 'network.request.empty-body-survived',
  title: 'After calls with an empty body the driver works as before',
  level: 'MUST',
  requirement: 'network/16',
  problem: 'After a call without arguments the driver did not work any more.',
  consequence: 'one broken connection, which dockerd follows with an empty body, takes all networks down',
  fix: 'Check the arguments before any lock is taken or any state touched.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  exclusive: true,
  async run(t) {
    const network = await givenNetwork(t);
    for (const method of withArguments)
      await t.plugin.call(`NetworkDriver.${method}`, undefined, {rawBody: '', probe: true});
    await attachAndDetach(t, network);
  },
});

export const unknownKeys = defineCheck({
  id: 'network.request.unknown-keys',
  title: 'Options that the driver does not know are passed over, whatever their type',
  level: 'MUST',
  requirement: 'network/17',
  problem: 'A request with an option that the driver does not know was refused.',
  consequence: 'an upgrade of docker, which adds options now and then, breaks the plugin',
  fix: 'Decode leniently; read only the options that are meant.',
  needs,
  dependsOn: ['network.join.succeeds'],
  async run(t) {
    const odd = {
      'com.docker.network.future.flag': true,
      'com.docker.network.future.list': [{A: 1}, null],
      'com.docker.network.future.none': null,
      'com.docker.network.future.number': 7,
      'com.docker.network.future.object': {a: {b: []}},
    };
    const planned = await planNetwork(t, {options: odd});
    t.expect(await createNetwork(t, planned)).toSucceed();
    await deleteNetwork(t, planned);
    const network = await givenNetwork(t);
    const {endpoint, call} = await createEndpoint(t, network, {options: odd});
    t.expect(call).toSucceed();
    const joined = {...endpoint.ids, SandboxKey: sandboxKey(t), Options: {...noPorts, ...odd}};
    t.expect(await t.plugin.call('NetworkDriver.Join', joined)).toSucceed();
  },
});

export const escapes = defineCheck({
  id: 'network.request.escapes',
  title: 'Characters that JSON writes as escapes are read as what they mean',
  level: 'MUST',
  requirement: 'network/18',
  problem: 'A network whose id was written with JSON escapes was not found under its plain id.',
  consequence:
    'dockerd writes `<`, `>` and `&` as escapes: an option value with one of them is silently another',
  fix: 'Decode requests with a JSON library, not by text search.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  async run(t) {
    const network = await planNetwork(t);
    const escaped = [...network.id].map(letter => `\\u00${letter.charCodeAt(0).toString(16)}`).join('');
    const rawBody = `${JSON.stringify(network.request).replace(network.id, escaped)}\n`;
    t.expect(await createNetwork(t, network, {rawBody})).toSucceed();
    await attachAndDetach(t, network);
  },
});

export const repeatedCreate = defineCheck({
  id: 'network.request.after-refusal',
  title: 'After a refused call the next ones for other networks work',
  level: 'MUST',
  requirement: 'network/12',
  problem: 'An error in one network kept the driver from serving another.',
  consequence: 'every command about networks of this driver hangs or fails after the first error',
  fix: 'Release locks on every way out of a handler.',
  needs,
  dependsOn: ['network.leave.succeeds'],
  exclusive: true,
  async run(t) {
    const ids = {NetworkID: hexId(t.random), EndpointID: hexId(t.random)};
    await t.plugin.call('NetworkDriver.EndpointOperInfo', ids, {probe: true});
    await t.plugin.call('NetworkDriver.Join', {...ids, SandboxKey: '/x', Options: {}}, {probe: true});
    await t.plugin.call(
      'NetworkDriver.CreateEndpoint',
      {
        ...ids,
        Interface: {Address: subnetV4(t).address(2), AddressIPv6: '', MacAddress: ''},
        Options: {},
      },
      {probe: true},
    );
    const network = await planNetwork(t);
    t.expect(await createNetwork(t, network)).toSucceed();
    await attachAndDetach(t, network);
  },
});
