import {type Call, type CheckContext, defineCheck, isActivated} from '../../src/authoring.ts';
import {expectAlive} from './_calls.ts';

const dependsOn = ['transport.connection.many-requests'];
const needs = [isActivated];

/** Methods that make something under a name, by the word of their interface. */
const MAKING: Readonly<Record<string, readonly string[]>> = {
  VolumeDriver: ['VolumeDriver.Create', 'VolumeDriver.Mount'],
  NetworkDriver: ['NetworkDriver.CreateNetwork', 'NetworkDriver.CreateEndpoint'],
  IpamDriver: ['IpamDriver.RequestAddress'],
  LogDriver: ['LogDriver.StartLogging'],
};

/** Methods that release something; plugins that know nothing of it often say that all is well. */
const RELEASING: Readonly<Record<string, readonly string[]>> = {
  VolumeDriver: ['VolumeDriver.Unmount', 'VolumeDriver.Remove'],
};

/** Methods that look something up. */
const ASKING: Readonly<Record<string, readonly string[]>> = {
  VolumeDriver: ['VolumeDriver.Get', 'VolumeDriver.Path'],
};

/** Calls every method of these with an empty body, as dockerd's retry does; not applicable where there is none. */
async function retryEach(
  t: CheckContext,
  ...tables: readonly Readonly<Record<string, readonly string[]>>[]
): Promise<Call[]> {
  const named = (table: (typeof tables)[number]) =>
    Object.entries(table).flatMap(([word, methods]) => (t.facts.implements.includes(word) ? methods : []));
  const methods = tables.flatMap(named);
  if (methods.length === 0) t.notApplicable('no method of its interfaces needs a name');
  const calls: Call[] = [];
  for (const method of methods)
    calls.push(await t.plugin.call(method, undefined, {rawBody: '', freshConnection: true}));
  return calls;
}

export const makesNothing = defineCheck({
  id: 'transport.empty-body.makes-nothing',
  title:
    'A call with an empty body, as dockerd repeats one after a crash, makes nothing and does not succeed',
  level: 'MUST',
  requirement: 'transport/26',
  problem: 'The plugin reported success for a call without arguments.',
  consequence:
    'when the plugin dies during a call and is back within 15 seconds, docker reports success for a volume or network that the plugin was never told the name of',
  fix: 'Refuse a request with an empty body, or without Name, with an error in `Err`.',
  needs,
  dependsOn,
  async run(t) {
    t.cleanup(() => t.plugin.call('VolumeDriver.Remove', {Name: ''}, {probe: true}));
    for (const answer of await retryEach(t, MAKING)) {
      t.expect.ok(
        !answer.ok,
        {expected: `${answer.method} with an empty body is refused`, actual: 'success'},
        answer,
      );
    }
  },
});

export const releasesNothing = defineCheck({
  id: 'transport.empty-body.releases-nothing',
  title: 'A release with an empty body is refused',
  level: 'SHOULD',
  requirement: 'transport/26',
  problem: 'The plugin reported success for a release without arguments.',
  consequence: 'after a crash during Unmount or Remove docker takes the volume for released, and it leaks',
  fix: 'Refuse a request with an empty body, or without Name, with an error in `Err`.',
  needs,
  dependsOn,
  async run(t) {
    for (const answer of await retryEach(t, RELEASING)) {
      t.expect.ok(
        !answer.ok,
        {expected: `${answer.method} with an empty body is refused`, actual: 'success'},
        answer,
      );
    }
  },
});

export const isAnswered = defineCheck({
  id: 'transport.empty-body.is-answered',
  title: 'A call with an empty body is answered, not cut off',
  level: 'SHOULD',
  requirement: ['transport/26', 'transport/27'],
  problem: 'The plugin gave no answer to a call without arguments.',
  consequence:
    'dockerd goes on trying for 15 seconds, each time with an empty body, and then fails with `EOF`',
  fix: 'Catch the error of the JSON parser and answer it with `Err`.',
  needs,
  dependsOn,
  async run(t) {
    const calls = await retryEach(t, MAKING, RELEASING, ASKING);
    for (const answer of calls) t.expect(answer).toAnswer();
    await expectAlive(t, 'calls with an empty body', ...calls);
  },
});
