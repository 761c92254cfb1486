import type {CheckResult} from '../core/events.ts';
import type {Status} from '../core/verdict.ts';

/** Checks whose repetitions did not all say the same. */
export function changingVerdicts(
  results: readonly CheckResult[],
): readonly {readonly result: CheckResult; readonly verdicts: readonly Status[]}[] {
  return results.flatMap(result => {
    const verdicts = result.verdicts ?? [];
    return new Set(verdicts).size > 1 ? [{result, verdicts}] : [];
  });
}
