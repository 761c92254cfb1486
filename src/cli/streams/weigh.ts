import type {CheckResult} from '../../core/events.ts';
import type {Status} from '../../core/verdict.ts';

/** What outweighs what where one check was judged more than once: a finding, then a judgement, then none. */
const order: readonly Status[] = [
  'errored',
  'failed',
  'warned',
  'passed',
  'blocked',
  'untestable',
  'not-applicable',
  'excluded',
];

/** The row that counts when a check has several; the first of equals. */
export function weightier(one: CheckResult, other: CheckResult): CheckResult {
  return order.indexOf(other.status) < order.indexOf(one.status) ? other : one;
}

/** Keeps one row for each check: the weightiest, in the order in which checks were first seen. */
export class Rows {
  readonly #rows = new Map<string, CheckResult[]>();

  add(result: CheckResult): void {
    const key = JSON.stringify([result.id, result.engine, result.plugin]);
    const rows = this.#rows.get(key);
    if (rows) rows.push(result);
    else this.#rows.set(key, [result]);
  }

  /** `withVerdicts`: each row says what every repetition said. */
  results({withVerdicts}: {readonly withVerdicts: boolean}): readonly CheckResult[] {
    return [...this.#rows.values()].map(rows => {
      const row = rows.reduce(weightier);
      return withVerdicts ? {...row, verdicts: rows.map(({status}) => status)} : row;
    });
  }
}

/** Exit codes from the one that says most to the one that says least. */
const exitOrder = [4, 143, 130, 3, 1, 0];

/** The exit code of several runs together. */
export function gravestExit(codes: readonly number[]): number {
  return exitOrder.find(code => codes.includes(code)) ?? codes[0] ?? 0;
}
