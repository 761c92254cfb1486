import type {CheckResult} from '../core/events.ts';
import type {Level} from '../core/verdict.ts';

/** A finding worth mending before the others. */
export interface FirstFix {
  readonly result: CheckResult;
  /** Checks that could not run because of it. */
  readonly blocks: number;
}

const weight: Readonly<Record<Level, number>> = {MUST: 0, SHOULD: 1, MAY: 2};

/**
 * The few findings to mend first: those that block most, then by level, then in the order of the run
 * (which goes from the handshake outwards). Findings with the same remedy count once.
 */
export function fixFirst(results: readonly CheckResult[], most = 3): FirstFix[] {
  const failed = results.filter(result => result.status === 'failed');
  const candidates = failed.length > 0 ? failed : results.filter(result => result.status === 'warned');
  const fixes = candidates.map(result => ({result, blocks: blockedCount(result.id, results)}));
  fixes.sort((a, b) => b.blocks - a.blocks || weight[a.result.level] - weight[b.result.level]);
  const remedies = new Set<string>();
  return fixes.filter(({result}) => !remedies.has(result.fix) && remedies.add(result.fix)).slice(0, most);
}

function blockedCount(id: string, results: readonly CheckResult[]): number {
  return results.filter(result => result.status === 'blocked' && result.blockedBy === id).length;
}
