import {
  type CheckContext,
  type CheckDefinition,
  defineCheck,
  hexId,
  implementsDriver,
  seesMountpoints,
} from '../../src/authoring.ts';
import {givenVolume, lookUp, within} from './_given.ts';
import {above, expectAllOrNothing, homeOfVolumes} from './_odd-names.ts';

const dependsOn = ['volume.remove.succeeds', 'volume.list.after-create', 'volume.unmount.succeeds'];
const needs = [implementsDriver('VolumeDriver')];

/** What all checks of unusual names have in common. */
const allOrNothing = {
  level: 'MUST',
  problem: 'A volume of an unusual name was created, and then other calls did not know it.',
  consequence:
    'the daemon passes on whatever name the user typed: `docker volume create` says yes, then `inspect`, `run` or `rm` say `no such volume`, and nothing can remove it',
  fix: 'Refuse in Create the names that you cannot handle; treat all others alike in every call.',
  needs,
  dependsOn,
} as const satisfies Partial<CheckDefinition>;

/** Where calls are slow the first names must do. */
const BUDGET_MS = 2500;

async function tryAll(t: CheckContext, names: readonly string[]): Promise<void> {
  const goesOn = within(BUDGET_MS);
  for (const name of names) if (goesOn()) await expectAllOrNothing(t, name);
}

export const oneCharacter = defineCheck({
  ...allOrNothing,
  id: 'volume.names.one-character',
  title: 'A name of one character works or is refused',
  requirement: 'volume/23',
  async run(t) {
    for (const name of 'qzxjkvw7'.split('')) {
      // it may belong to somebody
      if ((await lookUp(t, name)).volume !== null) continue;
      await expectAllOrNothing(t, name);
      return;
    }
    t.untestable('all names of one character that were tried are taken');
  },
});

export const hex = defineCheck({
  ...allOrNothing,
  id: 'volume.names.hex',
  title: 'A name of 64 hex digits works or is refused',
  requirement: 'volume/23',
  problem: 'Volumes without a name of their own do not work.',
  consequence: '`docker run -v /data --volume-driver …` makes such a name: the container does not start',
  run: t => tryAll(t, [hexId(t.random)]),
});

export const slashes = defineCheck({
  ...allOrNothing,
  id: 'volume.names.slashes',
  title: 'Names with slashes work or are refused',
  requirement: 'volume/20',
  run: t => tryAll(t, [`${t.unique('a')}/b`, `/${t.unique('root')}`, `${t.unique('end')}/`]),
});

export const specialCharacters = defineCheck({
  ...allOrNothing,
  id: 'volume.names.special-characters',
  title: 'Names with spaces, quotes, signs, a leading dash and of digits only work or are refused',
  requirement: 'volume/20',
  run: t =>
    tryAll(t, [
      `${t.unique('a')} b`,
      `${t.unique('a')}@b`,
      `${t.unique('a')}+b%20c`,
      digits(t),
      `-${t.unique('dash')}`,
      `.${t.unique('dot')}`,
      `${t.unique('UPPER')}.Case_`,
      `${t.unique('signs')}<'">&%s$\`*?;|\\`,
    ]),
});

/** What reads as a number, and is another text when it is printed again. */
function digits(t: CheckContext): string {
  return `00${hexId(t.random)
    .slice(0, 20)
    .replace(/[a-f]/g, letter => `${letter.charCodeAt(0) % 10}`)}`;
}

export const unicode = defineCheck({
  ...allOrNothing,
  id: 'volume.names.unicode',
  title: 'Names with letters outside ASCII work or are refused',
  requirement: 'volume/20',
  run: t => tryAll(t, [`${t.unique('u')}-dåtä`, `${t.unique('u')}-日本😀`, `${t.unique('u')}-e\u0301`]),
});

export const controlCharacters = defineCheck({
  ...allOrNothing,
  id: 'volume.names.control-characters',
  title: 'Names with control characters work or are refused',
  requirement: 'volume/20',
  run: t => tryAll(t, [`${t.unique('c')}\nx`, `${t.unique('c')}\tx`, `${t.unique('c')}\u001b[31m`]),
});

export const long = defineCheck({
  ...allOrNothing,
  id: 'volume.names.long',
  title: 'Long names work or are refused, and are not cut off',
  requirement: ['volume/20', 'volume/3'],
  run: t =>
    tryAll(
      t,
      [128, 255, 256, 4097].map(length => t.unique('long').padEnd(length, 'x')),
    ),
});

export const paths = defineCheck({
  ...allOrNothing,
  id: 'volume.names.paths',
  title: 'A name that reads as a path makes nothing outside the folder of the volumes',
  requirement: ['volume/20', 'volume/21'],
  problem: "The name of a volume led out of the plugin's folder.",
  consequence:
    'anybody who may run docker commands reads, fills or removes any folder of the host, whatever the daemon would allow',
  fix: 'Never put a name into a path as it is: refuse names with a slash, or make the folder name from a hash.',
  needs: [...needs, seesMountpoints],
  dependsOn: [...dependsOn, 'volume.mountpoint.is-directory', 'volume.names.slashes'],
  async run(t) {
    const plain = await givenVolume(t, 'home');
    const {home, mountpoint: plainPath} = await homeOfVolumes(t, plain.name);
    const usual = stepsUp(plainPath);
    const goesOn = within(BUDGET_MS);
    for (const levels of [1, 2, 3]) {
      if (!goesOn()) return;
      const leaf = t.unique('up');
      const name = `${'../'.repeat(levels)}${leaf}`;
      const outside = home === null ? null : `${above(home, levels)}/${leaf}`.replace('//', '/');
      await expectAllOrNothing(t, name, async mountpoint => {
        const expected = 'a path that does not go up because of the name';
        t.expect.ok(stepsUp(mountpoint) <= usual, {expected, actual: `Mountpoint is "${mountpoint}"`});
        if (outside !== null) await expectNothingAt(t, outside);
      });
      if (outside !== null) await expectNothingAt(t, outside);
    }
  },
});

/** How often a path goes up; some drivers always answer one that does. */
function stepsUp(path: string): number {
  return path.split('/').filter(segment => segment === '..').length;
}

async function expectNothingAt(t: CheckContext, path: string): Promise<void> {
  const kind = await t.host.kind(path);
  if (kind !== 'directory' && kind !== 'file') return;
  t.leaked({what: 'folder', name: path, command: `rm -r '${path}'`});
  t.expect.fail({
    expected: `nothing at ${path}, which is outside the folder of the volumes`,
    actual: `a ${kind}`,
  });
}
