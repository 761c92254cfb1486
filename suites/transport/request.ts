import {defineCheck, describeOutcome, hexId, isActivated} from '../../src/authoring.ts';
import {noPorts} from '../network/_endpoint.ts';
import {createNetwork, deleteNetwork, givenNetwork, planNetwork} from '../network/_given.ts';
import {createArguments, removeAfterwards} from '../volume/_given.ts';
import {
  answerOf,
  blockedIfSilent,
  call,
  expectAlive,
  harmlessCall,
  harmlessCallWithBody,
  outcomeOf,
  pingRequest,
  tellingCall,
} from './_calls.ts';

const dependsOn = ['transport.connection.many-requests'];
const needs = [isActivated];

export const bodyIsRead = defineCheck({
  id: 'transport.request.body-without-content-type',
  title: 'The body is read though no Content-Type says that it is JSON',
  level: 'MUST',
  requirement: 'transport/12',
  problem: 'Without Content-Type the plugin took the body for missing.',
  consequence:
    'dockerd never sends a Content-Type: every call with arguments fails, or is carried out without them',
  fix: 'Parse the body as JSON whatever the Content-Type says (in Flask: `get_json(force=True)`).',
  needs,
  dependsOn,
  async run(t) {
    const asked = harmlessCallWithBody(t);
    const usual = await call(t, asked);
    const withType = await call(t, asked, {headers: {'Content-Type': 'application/json'}, probe: true});
    const withoutBody = await call(t, asked, {rawBody: '', probe: true});
    // the text of an error may differ each time, so only answers that are alike prove something
    const bodyIgnored = answerOf(usual) === answerOf(withoutBody) && answerOf(usual) !== answerOf(withType);
    const isRefused = withType.ok && !usual.ok;
    t.expect.ok(
      !bodyIgnored && !isRefused,
      {
        expected: `the same as with Content-Type: application/json: ${describeOutcome(withType)}`,
        actual: `${describeOutcome(usual)}${bodyIgnored ? ', the same as with an empty body' : ''}`,
      },
      usual,
      withType,
      withoutBody,
    );
  },
});

export const inPieces = defineCheck({
  id: 'transport.request.in-pieces',
  title: 'A request whose bytes come in several pieces is served like one in a single piece',
  level: 'MUST',
  requirement: 'transport/28',
  problem: 'A request was not understood because its bytes did not arrive together.',
  consequence: 'calls with large bodies, and calls over TCP, fail now and then',
  fix: 'Read the body until Content-Length bytes have come, not just once.',
  needs,
  dependsOn,
  async run(t) {
    harmlessCallWithBody(t);
    const asked = await tellingCall(t);
    const usual = await call(t, asked);
    const slow = await call(t, asked, {trickle: {bytes: 9, everyMs: 10}, freshConnection: true, probe: true});
    await blockedIfSilent(t, asked, slow);
    t.expect.ok(
      outcomeOf(slow) === outcomeOf(usual),
      {expected: `as in one piece: ${outcomeOf(usual)}`, actual: outcomeOf(slow)},
      usual,
      slow,
    );
  },
});

export const unknownFields = defineCheck({
  id: 'transport.request.unknown-fields',
  title: 'Fields of a request that the plugin does not know are ignored',
  level: 'SHOULD',
  requirement: 'transport/28',
  problem: 'The plugin refused a call because of a field that it does not know.',
  consequence: 'it stops working with the first engine that sends more than today',
  fix: 'Ignore members that you do not know.',
  needs,
  dependsOn,
  async run(t) {
    const more = {PlugtestUnknown: {nested: [1, null, 'x']}};
    const words = t.facts.implements;
    if (words.includes('VolumeDriver')) {
      const name = t.unique('fields');
      removeAfterwards(t, name);
      const usual = await t.plugin.call('VolumeDriver.Create', createArguments(t, name));
      if (!usual.ok) t.blocked('volume.create.succeeds', `Create failed: ${usual.error}`);
      for (const [method, body] of [
        ['VolumeDriver.List', {}],
        ['VolumeDriver.Get', {Name: name}],
      ] as const) {
        const plain = await t.plugin.call(method, body);
        const extended = await t.plugin.call(method, {...body, ...more}, {probe: true});
        if (plain.ok) t.expect(extended).toSucceed();
      }
    } else if (words.includes('NetworkDriver')) {
      await deleteNetwork(t, await givenNetwork(t));
      const network = await planNetwork(t);
      const extended = {...network, request: {...network.request, ...more}};
      t.expect(await createNetwork(t, extended, {probe: true})).toSucceed();
      const Interface = {Address: await network.nextAddress(), AddressIPv6: '', MacAddress: '', ...more};
      const ids = {NetworkID: network.id, EndpointID: hexId(t.random)};
      t.cleanup(() => t.plugin.call('NetworkDriver.DeleteEndpoint', ids, {probe: true}));
      const endpoint = {...ids, Interface, Options: noPorts, ...more};
      t.expect(await t.plugin.call('NetworkDriver.CreateEndpoint', endpoint, {probe: true})).toSucceed();
    } else if (words.includes('authz')) {
      const plain = await t.plugin.call('AuthZPlugin.AuthZReq', pingRequest);
      const extended = await t.plugin.call('AuthZPlugin.AuthZReq', {...pingRequest, ...more}, {probe: true});
      t.expect.equal(
        outcomeOf(extended),
        outcomeOf(plain),
        'the outcome with one field more',
        plain,
        extended,
      );
    } else t.notApplicable('all calls of its interfaces that change nothing have an empty body');
  },
});

export const large = defineCheck({
  id: 'transport.request.large',
  title: 'A request of several MiB is answered, if only with an error',
  level: 'SHOULD',
  requirement: 'transport/50',
  problem: 'A large request was not answered.',
  consequence:
    'dockerd tries five times, from the second time on with an empty body, and fails with `EOF` after 15 seconds',
  fix: 'Answer requests that are too large with an error, after having read them.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const asked = harmlessCall(t);
    const filler = 'x'.repeat(4 << 20);
    const body = {...(typeof asked.body === 'object' ? asked.body : {}), Opts: {filler}};
    const sent = await t.plugin.call(asked.method, body, {probe: true, freshConnection: true});
    t.expect(sent).toAnswer();
    await expectAlive(t, 'a large request', sent);
  },
});
