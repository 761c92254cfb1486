import {
  type Call,
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  ownsProcess,
} from '../../src/authoring.ts';
import {createArguments, removeAfterwards, within} from './_given.ts';

/** Where calls are slow less is tried. */
const BUDGET_MS = 2500;
const needs = [implementsDriver('VolumeDriver')];

export const notShown = defineCheck({
  id: 'volume.secrets.not-shown',
  title: 'Get, List and errors do not show the value of a password option',
  level: 'SHOULD',
  requirement: 'volume/63',
  problem: 'A password given as an option can be read by every user of docker.',
  consequence:
    '`docker volume inspect` shows Status, and error texts end up in the logs of the daemon and its clients',
  fix: 'Hide the values of password, secret and token options in Status, and name options without their values in errors.',
  needs,
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const goesOn = within(BUDGET_MS);
    for (const key of secretOptions(t)) {
      if (!goesOn()) return;
      const secret = `canary${hexId(t.random).slice(0, 16)}`;
      for (const call of await showsOf(t, key, secret)) {
        const text = `${call.exchange.response?.body.text ?? ''}`;
        const expected = `no reply shows the value of the option ${key}`;
        t.expect.ok(
          !text.includes(secret),
          {expected, actual: `${call.method} does: ${text.trim().slice(0, 300)}`},
          call,
        );
      }
    }
  },
});

export const notLogged = defineCheck({
  id: 'volume.secrets.not-logged',
  title: 'The output of the plugin does not show the value of a password option',
  level: 'SHOULD',
  requirement: 'volume/63',
  problem: 'A password given as an option stands in the log of the plugin.',
  consequence: 'whoever reads the log of the host or its collector has the password',
  fix: 'Do not log requests as a whole; leave the values of Opts out.',
  needs: [...needs, ownsProcess],
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const secret = `canary${hexId(t.random).slice(0, 16)}`;
    const goesOn = within(BUDGET_MS);
    for (const key of secretOptions(t)) if (goesOn()) await showsOf(t, key, secret);
    const line = t.process.output().find(each => each.includes(secret));
    t.expect.ok(line === undefined, {
      expected: 'no line of output with the value of a password option',
      actual: line ?? '',
    });
  },
});

/** Names under which drivers in the wild take secrets, and those the user gave that look like one. */
function secretOptions(t: CheckContext): readonly string[] {
  const given = Object.keys(t.settings.volumeOpts).filter(key => /pass|secret|token|credential/i.test(key));
  return [...given, 'password', 'secret', 'token', 'test-password'];
}

/** All calls whose replies could show the value. */
async function showsOf(t: CheckContext, key: string, secret: string): Promise<readonly Call[]> {
  const name = t.unique('secret');
  removeAfterwards(t, name);
  const given = createArguments(t, name, {[key]: secret});
  const created = await t.plugin.call('VolumeDriver.Create', given);
  const other = t.unique('refused');
  removeAfterwards(t, other);
  const mistyped = createArguments(t, other, {[key]: secret, 'plugtest-no-such-option': 'x'});
  const refused = await t.plugin.call('VolumeDriver.Create', mistyped);
  const got = await t.plugin.call('VolumeDriver.Get', {Name: name});
  const listed = await t.plugin.call('VolumeDriver.List');
  return [created, refused, got, listed];
}
