import type {CheckResult} from '../core/events.ts';

/** Checks that were not judged for one and the same reason. */
export interface NotExercised {
  readonly status: 'untestable' | 'blocked' | 'not applicable' | 'excluded';
  /** Why, and for untestable ones how to make them testable. */
  readonly reason: string;
  readonly count: number;
  readonly ids: readonly string[];
}

const order = ['untestable', 'blocked', 'not applicable', 'excluded'] as const;

/** What was not exercised, grouped by reason; what the user can change comes first. */
export function notExercised(results: readonly CheckResult[]): NotExercised[] {
  const groups = new Map<string, {status: NotExercised['status']; reason: string; ids: string[]}>();
  for (const result of results) {
    const why = reasonOf(result);
    if (!why) continue;
    const key = `${why.status}\n${why.reason}`;
    const group = groups.get(key) ?? {...why, ids: []};
    group.ids.push(result.id);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(group => ({...group, count: group.ids.length}))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.count - a.count);
}

function reasonOf(result: CheckResult): Pick<NotExercised, 'status' | 'reason'> | null {
  switch (result.status) {
    case 'untestable':
      return {status: 'untestable', reason: result.message};
    case 'blocked':
      return {status: 'blocked', reason: `mend ${result.blockedBy ?? result.message} first`};
    case 'not-applicable':
      return {status: 'not applicable', reason: result.message};
    case 'excluded':
      return {status: 'excluded', reason: 'left out by --select or --exclude'};
    case 'passed':
    case 'failed':
    case 'warned':
    case 'errored':
      return null;
  }
}
