import {type Call, type CheckContext, defineCheck, isActivated} from '../../src/authoring.ts';
import {expectAlive, harmlessCallWithBody} from './_calls.ts';

const dependsOn = ['transport.connection.many-requests'];
const needs = [isActivated];

/** Bodies that are not JSON, and JSON that is no object. */
const GARBAGE: readonly (string | Uint8Array)[] = [
  'not JSON',
  '{"Name":"plugtest-cut-off',
  '[]',
  '"text"',
  Uint8Array.from([0xff, 0xfe, 0x00, 0x7b]),
  '['.repeat(10_000),
];

/** A number that nobody uses as a name: a plugin that takes it for one must not touch anything real. */
function oddNumber(t: CheckContext): number {
  return 7_000_000_000 + Math.floor(t.random() * 1e9);
}

/** Objects whose members have other types than the protocol's. */
function wrongTypes(t: CheckContext): readonly string[] {
  const name = JSON.stringify(t.unique('types'));
  return [
    `{"Name":${oddNumber(t)}}`,
    '{"Name":{"a":[1,2,{}]},"Opts":null}',
    '{"Name":["a"],"Opts":[]}',
    `{"Name":${name},"Opts":"text","ID":7}`,
    '{"Name":true}',
  ];
}

/** Methods that get the bad bodies; undefined names stand for the harmless call. */
function methodsOf(t: CheckContext): readonly string[] {
  const harmless = harmlessCallWithBody(t).method;
  return t.facts.implements.includes('VolumeDriver') ? [harmless, 'VolumeDriver.Create'] : [harmless];
}

async function sendAll(t: CheckContext, bodies: readonly (string | Uint8Array)[]): Promise<Call[]> {
  const calls: Call[] = [];
  for (const method of methodsOf(t)) {
    for (const rawBody of bodies) {
      const sent = await t.plugin.call(method, undefined, {rawBody, probe: true, freshConnection: true});
      calls.push(sent);
      if (sent.ok && method === 'VolumeDriver.Create') removeMade(t, rawBody);
      // one silence is enough: the others would take as long
      if (sent.exchange.error?.kind === 'timeout') return calls;
    }
  }
  return calls;
}

/** Removes what a Create with a bad body may have made: only names that carry this run's mark. */
function removeMade(t: CheckContext, rawBody: string | Uint8Array): void {
  const name = /"Name":"?(plugtest-[^"]*|7\d{9})/.exec(String(rawBody))?.[1];
  if (name !== undefined) t.cleanup(() => t.plugin.call('VolumeDriver.Remove', {Name: name}, {probe: true}));
}

export const answered = defineCheck({
  id: 'transport.bad-body.is-answered',
  title: 'A body that is not JSON, or has wrong types, is answered and does no harm to later calls',
  level: 'SHOULD',
  requirement: 'transport/27',
  problem: 'The plugin gave no answer to a request that it could not read.',
  consequence: 'a client that sends such a request waits, or sees `EOF`; dockerd tries for 15 seconds',
  fix: 'Catch the error of the JSON parser and of wrong types, and answer it with `Err`.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const calls = await sendAll(t, [...GARBAGE, ...wrongTypes(t)]);
    for (const answer of calls) t.expect(answer).toAnswer();
    await expectAlive(t, 'requests that are not JSON');
  },
});

export const refused = defineCheck({
  id: 'transport.bad-body.is-refused',
  title: 'A body that is not JSON, or has wrong types, is refused',
  level: 'SHOULD',
  requirement: 'transport/27',
  problem: 'The plugin reported success for a request that can not be understood.',
  consequence:
    'damage on the way to the plugin goes unnoticed: docker and the plugin differ about what exists',
  fix: 'Refuse what does not decode, with an error in `Err`.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    // a Name means something to volume drivers only; others do well to ignore it
    const wrong = t.facts.implements.includes('VolumeDriver') ? [`{"Name":${oddNumber(t)}}`] : [];
    const calls = await sendAll(t, ['not JSON', '{"Name":"plugtest-cut-off', ...wrong]);
    for (const answer of calls) {
      const body = answer.exchange.request.body.text;
      // Get may say without an error that there is no such volume
      const saysNothing = answer.reply?.['Volume'] === null;
      // an authorization plugin refuses by not allowing
      const denies = answer.method === 'AuthZPlugin.AuthZReq' && answer.reply?.['Allow'] !== true;
      t.expect.ok(
        !answer.ok || saysNothing || denies,
        {expected: `${answer.method} with the body ${body} is refused`, actual: 'success'},
        answer,
      );
    }
  },
});
