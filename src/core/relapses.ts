import type {Check} from './check.ts';
import type {CheckResult} from './events.ts';
import {type Judging, type Outcome, violatedResult} from './results.ts';
import {lowerLevel} from './summary.ts';
import {Violation} from './violation.ts';

/**
 * A check that is blocked by one which had passed shows that the plugin does only sometimes what the other asks for.
 * The first such check of each blocker fails in its name: a plugin whose second Create fails is not conformant. It does
 * so at the lower of both levels, since a check that comes after a restart of the plugin, say, knows how much that hurts.
 */
export class Relapses {
  readonly #checks: readonly Check[];
  readonly #judging: Judging;
  readonly #known = new Set<string>();

  constructor(checks: readonly Check[], judging: Judging) {
    this.#checks = checks;
    this.#judging = judging;
  }

  /** The row as it is, or the failure that it stands for. `rows`: of the checks that have ended. */
  judge(result: CheckResult, outcome: Outcome, rows: readonly CheckResult[]): CheckResult {
    const {status, blockedBy} = result;
    if (status !== 'blocked' || blockedBy === undefined || this.#known.has(blockedBy)) return result;
    const blocker = this.#checks.find(({id}) => id === blockedBy);
    const hasPassed = rows.some(row => row.id === blockedBy && row.status === 'passed');
    if (blocker === undefined || !hasPassed) return result;
    const relapse = this.#relapse(result, outcome, blocker);
    if (relapse.status === 'failed') this.#known.add(blockedBy);
    return relapse;
  }

  #relapse({message}: CheckResult, outcome: Outcome, blocker: Check): CheckResult {
    const {problem, consequence, fix, requirement} = blocker;
    const level = lowerLevel(blocker.level, outcome.check.level);
    const violation = new Violation(
      {
        message: `${problem} (${blocker.id} had passed; this check needs the same and did not get it.)`,
        expected: blocker.title,
        actual: message.replace(`blocked by ${blocker.id}: `, ''),
      },
      [],
    );
    const check = {...outcome.check, level, problem, consequence, fix, requirement};
    return violatedResult({...outcome, check}, violation, this.#judging);
  }
}
