import type {CheckContext} from '../../src/authoring.ts';
import {createArguments, removeAfterwards} from './_given.ts';

/** Volumes that Create accepts, made at one time: what is written side by side, or under a name cut in pieces, gets lost. */
export async function makeFresh(t: CheckContext): Promise<readonly string[]> {
  const plain = ['one', 'two', 'three'].map(word => t.unique(word));
  const names = [...plain, t.unique('UPPER.Case_v1.2'), t.unique('long').padEnd(120, 'x')];
  const created = names.map(async name => {
    removeAfterwards(t, name);
    return (await t.plugin.call('VolumeDriver.Create', createArguments(t, name))).ok;
  });
  const accepted = await Promise.all(created);
  return names.filter((_name, index) => accepted[index]);
}
