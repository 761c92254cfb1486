import type {Summary} from '../core/verdict.ts';

/** Nothing was found good or bad, as when only checks of interfaces were selected that the plugin has not: no word of conformance then. */
export function isNothingJudged({passed, failed, warned, errored}: Summary): boolean {
  return passed + failed + warned + errored === 0;
}
