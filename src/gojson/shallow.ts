import {setMember} from './any.ts';

/** Go nests up to 10 000 deep; JSON.stringify, comparisons and whoever else recurses here must not run out of stack. */
const DEEPEST = 500;
const CUT = '… (nested too deeply)';

/** The value itself, changed: what lies deeper than anybody looks is replaced by a text. */
export function shallow(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (depth === DEEPEST) return CUT;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (typeof item === 'object') value[index] = shallow(item, depth + 1);
    }
    return value;
  }
  const members = value as Record<string, unknown>; // decoded objects are plain
  for (const key of Object.keys(members)) {
    if (typeof members[key] === 'object') setMember(members, key, shallow(members[key], depth + 1));
  }
  return value;
}
