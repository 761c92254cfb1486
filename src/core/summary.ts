import type {CheckResult} from './events.ts';
import type {Level, Status, Summary} from './verdict.ts';

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

/** Exit code of a run that went to its end: 4 over 1 over 0 (design 2). */
export function exitCodeOf(summary: Summary, options: {readonly requireComplete: boolean}): number {
  if (summary.errored > 0) return 4;
  if (summary.failed > 0) return 1;
  if (options.requireComplete && summary.untestable > 0) return 1;
  return 0;
}
