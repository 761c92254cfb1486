import type {Check, Rule} from './core/check.ts';
import type {RunEvent} from './core/events.ts';
import {EventStream} from './core/stream.ts';
import {conductRun} from './run/conduct.ts';
import type {RunOptions} from './run/options.ts';
import {prepareRun} from './run/prepare.ts';
import {allEntries} from './run/suites.ts';

export type {RunOptions, SandboxMode} from './run/options.ts';
export {Interruption} from './run/options.ts';
export {addSuites, interfaceNames, requirementOf, sourcesOf} from './run/suites.ts';

/**
 * Tests a plugin. Yields the run's events, `run:end` last, with the exit code.
 *
 * ```ts
 * for await (const event of run({target: './my.sock', engine: '29', level: 'MUST', callTimeoutMs: 10_000, timeoutMs: 600_000})) {
 *   if (event.type === 'check:end') console.log(event.result.id, event.result.status);
 * }
 * ```
 *
 * @throws UsageError before the first event: unknown pattern, engine or interface, a target that is no target.
 */
export async function* run(options: RunOptions): AsyncGenerator<RunEvent> {
  const prepared = prepareRun(options);
  const stream = new EventStream();
  conductRun(prepared, stream).then(
    () => stream.end(),
    (error: unknown) => stream.fail(error),
  );
  yield* stream;
}

/** All checks and rules that plugtest knows. */
export function listChecks(): readonly (Check | Rule)[] {
  return allEntries();
}
