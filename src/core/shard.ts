import type {Check} from './check.ts';

/** One part of a run that is spread over several machines; `index` from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Every `count`-th check, so that slow neighbours spread, with all that these depend on: a check whose ground is
 * broken must be blocked in every part. All parts together have every check.
 */
export function shardOf(checks: readonly Check[], {index, count}: Shard): readonly Check[] {
  const byId = new Map(checks.map(check => [check.id, check]));
  const wanted = new Set<Check>();
  const add = (check: Check): void => {
    if (wanted.has(check)) return;
    wanted.add(check);
    for (const id of check.dependsOn ?? []) {
      const ground = byId.get(id);
      if (ground) add(ground);
    }
  };
  checks.filter((_, position) => position % count === index - 1).forEach(add);
  return checks.filter(check => wanted.has(check));
}

/** The same items in an order drawn from a random source (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  const drawn: Item[] = [];
  for (const [index, item] of items.entries()) {
    const place = Math.floor(random() * (index + 1));
    const displaced = drawn[place];
    if (displaced !== undefined) drawn[index] = displaced;
    drawn[place] = item;
  }
  return drawn;
}
