import {
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  seesMountpoints,
} from '../../src/authoring.ts';
import {canaries, expectNoCanary} from './_canary.ts';
import {createArguments, lookUp, within} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];
const dependsOn = ['volume.get.unknown-name', 'volume.remove.unknown-answered', 'volume.unmount.succeeds'];

/** Where calls are slow the first names must do. */
const BUDGET_MS = 2500;

export const paths = defineCheck({
  id: 'volume.lookups.paths',
  title: 'Get finds no volume under a name that is a path',
  level: 'MUST',
  requirement: 'volume/21',
  problem: 'A folder of the host was taken for a volume.',
  consequence:
    '`docker volume inspect ../../etc` shows it, `docker run -v` mounts it, `docker volume rm` deletes it',
  fix: 'Look names up in your records, never in the file system.',
  needs,
  dependsOn,
  async run(t) {
    const goesOn = within(BUDGET_MS);
    for (const name of [
      '.',
      '..',
      '../..',
      '../../..',
      '../../etc',
      '../../../../../../etc',
      '/',
      '/etc',
      './',
    ]) {
      if (!goesOn()) return;
      const {call, volume} = await lookUp(t, name);
      const expected = `no volume ${JSON.stringify(name)}`;
      t.expect.ok(volume === null, {expected, actual: JSON.stringify(volume)}, call);
    }
  },
});

export const odd = defineCheck({
  id: 'volume.lookups.odd-names',
  title: 'Get, Mount, Unmount and Remove answer for unknown names of any characters and any length',
  level: 'MUST',
  requirement: 'volume/21',
  problem: 'A name that a user may type broke the plugin.',
  consequence:
    'dockerd sends the call again for 15 s and then fails with `EOF`; where the process ends, all volumes hang',
  fix: 'Treat a name as mere text until your records know it.',
  needs,
  dependsOn,
  async run(t) {
    const goesOn = within(BUDGET_MS);
    for (const name of oddNames(t)) if (goesOn()) await expectUnknown(t, name);
  },
});

export const shell = defineCheck({
  id: 'volume.lookups.shell',
  title: 'No name reaches a shell',
  level: 'MUST',
  requirement: ['volume/21', 'volume/20'],
  problem: 'A part of a volume name was carried out as a command.',
  consequence: 'anybody who may run docker commands runs any command as the user of the plugin, mostly root',
  fix: 'Start programs with a list of arguments (execve), never through a shell; put `--` before a name.',
  needs: [...needs, seesMountpoints],
  dependsOn: [...dependsOn, 'volume.lookups.odd-names'],
  async run(t) {
    const planted = canaries(t, t.unique('name'));
    for (const {text} of planted) {
      await t.plugin.call('VolumeDriver.Create', createArguments(t, text), {probe: true});
      t.cleanup(() => t.plugin.call('VolumeDriver.Remove', {Name: text}, {probe: true}));
      await expectCalls(t, text);
    }
    await expectNoCanary(t, planted);
  },
});

function oddNames(t: CheckContext): readonly string[] {
  const name = t.unique('odd');
  return [
    `${name} x`,
    `${name}/x`,
    `-${name}`,
    `${name}\n`,
    `${name}\u0001`,
    `${name}-ü`,
    `${name}'"`,
    name.padEnd(300, 'x'),
    name.padEnd(5000, 'x'),
  ];
}

async function expectUnknown(t: CheckContext, name: string): Promise<void> {
  const {call, volume} = await lookUp(t, name);
  t.expect.ok(volume === null, {expected: 'no such volume', actual: JSON.stringify(volume)}, call);
  await expectCalls(t, name);
}

async function expectCalls(t: CheckContext, name: string): Promise<void> {
  const mount = {Name: name, ID: hexId(t.random)};
  for (const [method, body] of [
    ['VolumeDriver.Mount', mount],
    ['VolumeDriver.Unmount', mount],
    ['VolumeDriver.Remove', {Name: name}],
  ] as const)
    t.expect(await t.plugin.call(method, body, {probe: true})).toAnswer();
}
