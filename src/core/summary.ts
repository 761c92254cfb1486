import type {CheckResult} from './events.ts';
import type {Level, Status, Summary} from './verdict.ts';

/** The check that stands for the plugin's process; what could not run after its death is blocked by it. */
export const SURVIVAL_CHECK = 'transport.process.survives';

const KEY: Readonly<Record<Status, Exclude<keyof Summary, 'total'>>> = {
  passed: 'passed',
  failed: 'failed',
  warned: 'warned',
  'not-applicable': 'notApplicable',
  excluded: 'excluded',
  blocked: 'blocked',
  untestable: 'untestable',
  errored: 'errored',
};

/** Totals by status. */
export function summarize(results: readonly Pick<CheckResult, 'status'>[]): Summary {
  const summary = {
    total: results.length,
    passed: 0,
    failed: 0,
    warned: 0,
    notApplicable: 0,
    excluded: 0,
    blocked: 0,
    untestable: 0,
    errored: 0,
  };
  for (const {status} of results) summary[KEY[status]] += 1;
  return summary;
}

const RANK: Readonly<Record<Level, number>> = {MAY: 0, SHOULD: 1, MUST: 2};

/** `failed` at or above the level that fails the run, else `warned` (design 3). */
export function violatedStatus(level: Level, failing: Level): 'failed' | 'warned' {
  return RANK[level] >= RANK[failing] ? 'failed' : 'warned';
}

/** The one that weighs less. */
export function lowerLevel(one: Level, other: Level): Level {
  return RANK[one] < RANK[other] ? one : other;
}

/**
 * Exit code of a run that went to its end: 4 over 1 over 0 (design 2). A plugin that cannot be activated, or is dead
 * and cannot be had back, is not conformant either when no row says so, since only other checks were selected.
 */
export function exitCodeOf(
  results: readonly Verdict[],
  options: {readonly requireComplete: boolean},
): number {
  const has = (status: Status) => results.some(result => result.status === status);
  if (has('errored')) return 4;
  if (has('failed') || hasLostGround(results)) return 1;
  if (options.requireComplete && has('untestable')) return 1;
  return 0;
}

type Verdict = Pick<CheckResult, 'id' | 'status' | 'blockedBy'>;

/**
 * Checks were blocked by the handshake or by the plugin's death, and no row objects to that; or by a check that was not
 * selected, and so has no row that could fail.
 */
function hasLostGround(results: readonly Verdict[]): boolean {
  const rows = new Map(results.map(({id, status}) => [id, status]));
  return results.some(({status, blockedBy}) => {
    if (status !== 'blocked' || blockedBy === undefined) return false;
    if (!rows.has(blockedBy)) return true;
    const isGround = blockedBy === SURVIVAL_CHECK || blockedBy.startsWith('handshake.');
    return isGround && rows.get(blockedBy) !== 'warned';
  });
}
