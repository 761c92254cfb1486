import type {CheckContext} from '../../src/authoring.ts';
import {get} from './_calls.ts';
import {createArguments, removeAfterwards} from './_given.ts';

/** Volumes that Create accepts, made at one time: what is written side by side, in another encoding, or under a name cut in pieces, gets lost. */
export async function makeFresh(t: CheckContext): Promise<readonly string[]> {
  const plain = ['one', 'two', 'three'].map(word => t.unique(word));
  const odd = [`${t.unique('u')}-日本`, `${t.unique('signs')} =,;:#'"`];
  const names = [...plain, t.unique('UPPER.Case_v1.2'), t.unique('long').padEnd(120, 'x'), ...odd];
  const created = names.map(async name => {
    removeAfterwards(t, name);
    const made = await t.plugin.call('VolumeDriver.Create', createArguments(t, name));
    // odd names that are not even known before the restart are for volume.names
    return made.ok && (!odd.includes(name) || (await get(t, name)).ok);
  });
  const accepted = await Promise.all(created);
  return names.filter((_name, index) => accepted[index]);
}
