import type {Check} from '../../src/core/check.ts';
import {type RunnerOptions, runChecks} from '../../src/core/runner.ts';
import {EventStream} from '../../src/core/stream.ts';
import {bareContext, quietSession, someFacts} from './_checks.ts';

type Changes = Partial<RunnerOptions> & {
  readonly death?: (check: Check) => string | undefined;
  readonly onFinish?: () => void;
};

/** Runs checks against no plugin at all and gives their rows. */
export async function rowsOf(checks: readonly Check[], {death, onFinish, ...changes}: Changes = {}) {
  const stream = new EventStream();
  const {results, leaks} = await runChecks({
    checks,
    stream,
    facts: someFacts,
    judging: {failing: 'MUST', repro: () => '', keep: exchange => exchange, sourcesOf: () => ['a source']},
    lanes: 4,
    checkTimeoutMs: 5000,
    signal: new AbortController().signal,
    revive: async () => undefined,
    openSession: check => ({
      context: bareContext(),
      exchanges: () => [],
      death: () => death?.(check),
      ...quietSession,
      finish: async () => {
        onFinish?.();
        return [];
      },
    }),
    ...changes,
  });
  return {
    rows: Object.fromEntries(results.map(row => [row.id, row])),
    order: results.map(row => row.id),
    leaks,
  };
}
