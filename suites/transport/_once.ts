import type {CheckContext, Facts} from '../../src/authoring.ts';

/** Work that is done once in a run: by the first check that asks, for all that ask. */
export function oncePerRun<T, More extends readonly unknown[]>(
  work: (t: CheckContext, ...more: More) => Promise<T>,
): (t: CheckContext, ...more: More) => Promise<T> {
  const done = new WeakMap<Facts, Promise<T>>();
  return (t, ...more) => {
    const known = done.get(t.facts) ?? work(t, ...more);
    done.set(t.facts, known);
    return known;
  };
}
