import {
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  seesMountpoints,
} from '../../src/authoring.ts';
import {canaries, expectNoCanary} from './_canary.ts';
import {unmountAfterwards, within} from './_given.ts';
import {createWith, freeOptions, shownOption, statusOf, strings} from './_options.ts';

const needs = [implementsDriver('VolumeDriver')];
const dependsOn = ['volume.get.after-create'];
/** Where calls are slow less is tried. */
const BUDGET_MS = 2500;
const UNKNOWN = 'plugtest-no-such-option';

export const refusesUnknown = defineCheck({
  id: 'volume.options.refuses-unknown',
  title: 'Create refuses an option that means nothing to the driver',
  level: 'MAY',
  requirement: 'volume/16',
  problem: 'A mistyped option went unnoticed.',
  consequence: '`docker volume create -o szie=10G` succeeds, and the volume is not what its user wanted',
  fix: 'Refuse the options that you do not know.',
  needs,
  dependsOn,
  async run(t) {
    const created = await createWith(t, {[UNKNOWN]: 'x'});
    t.expect(created).toFail();
  },
});

export const namesUnknown = defineCheck({
  id: 'volume.options.names-unknown',
  title: 'The error about an unknown option names it',
  level: 'SHOULD',
  requirement: 'volume/16',
  problem: 'The user was not told which option is wrong.',
  consequence: "docker prints the plugin's text as it is, and nothing else says which option it is about",
  fix: 'Name the option in the error.',
  needs,
  dependsOn,
  async run(t) {
    const created = await createWith(t, {[UNKNOWN]: 'x'});
    t.expect(created).toAnswer();
    if (created.ok) t.notApplicable('the driver takes any options');
    t.expect.ok(
      created.error.includes(UNKNOWN),
      {expected: `an error that names ${UNKNOWN}`, actual: created.error},
      created,
    );
  },
});

/** Values that a shell, a URL, a config file, a parser of numbers or a trimming one would change. */
const values = [
  'a b',
  ' around ',
  'k=v,x=y',
  `it's "quoted"`,
  'dåtä 日本',
  '$HOME `id` \\n',
  '%2F#?&',
  'a\tb',
  'MiXeD',
  '007',
  '1.50',
  'true',
  'long'.repeat(250),
];

export const verbatim = defineCheck({
  id: 'volume.options.verbatim',
  title: 'Option values are kept as they are',
  level: 'SHOULD',
  requirement: 'volume/19',
  problem: 'The value of an option is not the one that the user gave.',
  consequence:
    'passwords and mount options with spaces or quotes do not work: the mount fails or means something else',
  fix: 'Take the values of Opts as they come: no trimming, no unquoting, no splitting.',
  needs,
  dependsOn,
  async run(t) {
    const option =
      (await shownOption(t)) ?? t.untestable('no option is known whose value Get shows in Status');
    const goesOn = within(BUDGET_MS);
    for (const value of values) {
      if (!goesOn()) return;
      const created = await createWith(t, {[option]: value});
      // a driver may have rules for its values; taking another value is what hurts
      if (!created.ok) continue;
      const status = await statusOf(t, created.name);
      t.expect.ok(strings(status).includes(value), {
        expected: `Status shows ${JSON.stringify(value.slice(0, 80))}, as it was given for ${option}`,
        actual: JSON.stringify(status),
      });
    }
  },
});

export const emptyValue = defineCheck({
  id: 'volume.options.empty-value',
  title: 'An option of free text may have an empty value',
  level: 'MAY',
  requirement: 'volume/19',
  problem: 'An option with an empty value was taken for a missing one.',
  consequence: '`docker volume create -o note=` fails although the option is there',
  fix: 'Tell an empty value from a missing option.',
  needs,
  dependsOn,
  async run(t) {
    const option =
      (await shownOption(t)) ?? t.untestable('no option is known whose value Get shows in Status');
    t.expect(await createWith(t, {[option]: ''})).toSucceed();
  },
});

export const shell = defineCheck({
  id: 'volume.options.shell',
  title: 'No option value reaches a shell',
  level: 'MUST',
  requirement: ['volume/19', 'volume/20'],
  problem: 'A part of an option value was carried out as a command.',
  consequence: 'anybody who may run docker commands runs any command as the user of the plugin, mostly root',
  fix: 'Start programs with a list of arguments (execve), never through a shell.',
  needs: [...needs, seesMountpoints],
  dependsOn: [...dependsOn, 'volume.mount.succeeds', 'volume.unmount.succeeds'],
  async run(t) {
    const planted = canaries(t, 'x');
    const goesOn = within(BUDGET_MS);
    for (const key of [UNKNOWN, ...freeOptions(t)].slice(0, 12)) {
      for (const {text} of planted) {
        if (!goesOn()) break;
        const created = await createWith(t, {[key]: text});
        // a value that is no path makes an odd path: only what it starts counts here
        if (created.ok) await useOnce(t, created.name);
        if (!created.ok && created.error.includes(key)) break;
      }
    }
    await expectNoCanary(t, planted);
  },
});

async function useOnce(t: CheckContext, name: string): Promise<void> {
  const mount = {Name: name, ID: hexId(t.random)};
  unmountAfterwards(t, mount.Name, mount.ID);
  await t.plugin.call('VolumeDriver.Mount', mount, {probe: true});
  await t.plugin.call('VolumeDriver.Unmount', mount, {probe: true});
}
