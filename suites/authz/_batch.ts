import type {CheckContext} from '../../src/authoring.ts';

/** So many requests at once, beside those of other checks. */
const AT_ONCE = 4;
/** Longest that a check goes on asking, so that a slow plugin is not taken for one that hangs. */
const BUDGET_MS = 40_000;

interface Progress {
  readonly startedAt: number;
  asked: number;
  left: number;
}

const progressOf = new WeakMap<CheckContext, Progress>();

/**
 * Runs `work` on all items, some at a time; results in the order of the items. When the check's time is used up those of the
 * rest are missing.
 */
export async function inParallel<T, R>(
  t: CheckContext,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly (R | undefined)[]> {
  const progress = progressOf.get(t) ?? {startedAt: performance.now(), asked: 0, left: 0};
  progressOf.set(t, progress);
  const results: R[] = [];
  const queue = [...items.entries()];
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, item] = next;
      results[at] = await work(item);
      progress.asked += 1;
      if (performance.now() - progress.startedAt > BUDGET_MS) progress.left += queue.splice(0).length;
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, lane));
  return Array.from(items, (_, at) => results[at]);
}

/** The last word of a check that found nothing: all was asked, or the plugin was too slow for it. */
export function expectAllAsked(t: CheckContext): void {
  const {asked, left} = progressOf.get(t) ?? {asked: 0, left: 0};
  if (left === 0) return;
  t.untestable(
    `the plugin is too slow: of ${asked + left} requests ${asked} were asked in ${BUDGET_MS / 1000} s, and nothing was found wrong`,
  );
}
