import type {CheckResult} from '../core/events.ts';
import type {Status, Summary} from '../core/verdict.ts';

/** Statuses in the order reports name them, with their field in the summary. */
export const statuses: readonly (readonly [Status, Exclude<keyof Summary, 'total'>])[] = [
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['warned', 'warned'],
  ['errored', 'errored'],
  ['not-applicable', 'notApplicable'],
  ['untestable', 'untestable'],
  ['blocked', 'blocked'],
  ['excluded', 'excluded'],
];

/** Counts results by status. */
export function tally(results: readonly Pick<CheckResult, 'status'>[]): Summary {
  const count = (status: Status) => results.filter(result => result.status === status).length;
  return {
    total: results.length,
    passed: count('passed'),
    failed: count('failed'),
    warned: count('warned'),
    notApplicable: count('not-applicable'),
    excluded: count('excluded'),
    blocked: count('blocked'),
    untestable: count('untestable'),
    errored: count('errored'),
  };
}

/** `70 passed, 2 failed, 1 not applicable`: all counts above zero. */
export function summaryLine(summary: Summary): string {
  const parts = statuses
    .filter(([, field]) => summary[field] > 0)
    .map(([status, field]) => `${summary[field]} ${status.replace('-', ' ')}`);
  return parts.length > 0 ? parts.join(', ') : 'nothing was run';
}
