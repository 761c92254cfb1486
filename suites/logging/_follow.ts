import type {CheckContext, ContainerResult} from '../../src/authoring.ts';
import {isPrinted, type Reading, texts, toReading} from './_read.ts';
import {latin1} from './_sight.ts';
import {inTime, whileGrowing} from './_write.ts';

/** A `docker logs -f` under way. */
export interface Following {
  /** Lines that have come so far. */
  seen(): readonly string[];
  /** Resolves with true when the lines satisfy the condition, with false when for as long as a call may take none came. */
  until(isEnough: (seen: readonly string[]) => boolean): Promise<boolean>;
  /** Resolves with true when it ended by itself, with false when it takes longer than a call may. */
  ended(): Promise<boolean>;
  /** What it printed, once it has ended. */
  result(): Promise<Reading>;
  /** The user ends the command. */
  leave(): Promise<void>;
}

/** `docker logs -f`; ended with the check. */
export function follow(
  t: CheckContext,
  container: ContainerResult,
  options: {readonly tail?: number} = {},
): Following {
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const user = new AbortController();
  const printed = container.logs({
    ...options,
    follow: true,
    signal: user.signal,
    onLine: entry => {
      if (!isPrinted(entry)) return;
      lines.push(latin1(entry.line));
      for (const look of watchers) look();
    },
  });
  const leave = async () => {
    user.abort();
    await printed;
  };
  t.cleanup(leave);
  const seen = () => texts(lines);
  return {
    seen,
    leave,
    until: async isEnough => {
      let look = () => {};
      const enough = new Promise<void>(resolve => {
        look = () => isEnough(seen()) && resolve();
      });
      watchers.add(look);
      look();
      return whileGrowing(t, enough, () => lines.length).finally(() => watchers.delete(look));
    },
    ended: () => inTime(t, printed),
    result: async () => toReading(await printed),
  };
}
