import type {CheckContext} from '../../src/authoring.ts';
import {createArguments, lookUp, removeAfterwards, within} from './_given.ts';

/** Where calls are slow fewer options are tried. */
const BUDGET_MS = 2500;

/** Options that drivers in the wild take for free text, and those that the user gave. */
export function freeOptions(t: CheckContext): readonly string[] {
  const common = ['note', 'comment', 'description', 'label', 'test-note', 'o', 'device', 'share', 'path'];
  return [...new Set([...Object.keys(t.settings.volumeOpts), ...common])];
}

/** An option whose plain value Status shows; null where none is known. */
export async function shownOption(t: CheckContext): Promise<string | null> {
  const goesOn = within(BUDGET_MS);
  for (const key of freeOptions(t)) {
    if (!goesOn()) return null;
    if (key in t.settings.volumeOpts) continue;
    const created = await createWith(t, {[key]: 'plugtest-plain'});
    if (created.ok && strings(await statusOf(t, created.name)).includes('plugtest-plain')) return key;
  }
  return null;
}

/** Creates a volume with more options than the user gave, and removes it after the check. */
export async function createWith(t: CheckContext, more: Readonly<Record<string, string>>) {
  const name = t.unique('option');
  removeAfterwards(t, name);
  return {...(await t.plugin.call('VolumeDriver.Create', createArguments(t, name, more))), name};
}

/** Status in Get, null where there is none. */
export async function statusOf(t: CheckContext, name: string): Promise<unknown> {
  return (await lookUp(t, name)).volume?.Status ?? null;
}

/** All strings in a value, at any depth. */
export function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}
