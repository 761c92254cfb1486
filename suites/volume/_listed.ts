import {type CheckContext, type CheckDefinition, implementsDriver} from '../../src/authoring.ts';
import {createArguments, givenVolume, removeAfterwards, within} from './_given.ts';

/** What the checks of many volumes have in common. */
export const cutOff = {
  level: 'MUST',
  problem: 'With many volumes some are missing in `docker volume ls`.',
  consequence: '`docker volume ls` shows only some of the volumes, and nothing says that there are more',
  fix: 'Follow the pages of the back end and list them all.',
  needs: [implementsDriver('VolumeDriver')],
  requirement: ['volume/10', 'volume/13'],
} as const satisfies Partial<CheckDefinition>;

/** As many volumes as are wanted, as fit into the time, or as a driver with a quota allows. */
export async function makeVolumes(
  t: CheckContext,
  count: number,
  patienceMs: number,
): Promise<{readonly wanted: readonly string[]; readonly isFull: boolean}> {
  const wanted = [(await givenVolume(t, 'many')).name];
  const goesOn = within(patienceMs);
  while (wanted.length < count && goesOn()) {
    const name = t.unique('many');
    removeAfterwards(t, name);
    const created = await t.plugin.call('VolumeDriver.Create', createArguments(t, name));
    t.expect(created).toAnswer();
    if (!created.ok) return {wanted, isFull: true};
    wanted.push(name);
  }
  return {wanted, isFull: false};
}

/** Fails unless what List shows holds every one of the volumes. */
export function expectAllIn(t: CheckContext, wanted: readonly string[], listed: readonly string[]): void {
  const names = new Set(listed);
  const missing = wanted.filter(name => !names.has(name));
  t.expect.ok(missing.length === 0, {
    expected: `List shows all ${wanted.length} volumes`,
    actual: `${missing.length} are missing, such as "${missing[0]}"; ${shown([...names])}`,
  });
}

/** Names that List gave, fit to print. */
export function shown(names: readonly string[]): string {
  const some = names.slice(0, 15).map(name => `"${name}"`);
  const more = names.length > some.length ? ` and ${names.length - some.length} more` : '';
  return names.length === 0 ? 'List shows no volumes' : `List shows ${some.join(', ')}${more}`;
}
