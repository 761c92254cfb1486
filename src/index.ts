/**
 * Plugtest as a library.
 *
 * ```ts
 * import {run} from 'plugtest';
 * for await (const event of run({target: './my.sock', engine: '29', level: 'MUST', callTimeoutMs: 10_000, timeoutMs: 600_000})) {
 *   if (event.type === 'run:end') process.exitCode = event.exitCode;
 * }
 * ```
 */
export * from './authoring.ts';
export type {CheckInfo, CheckResult, Leak, RunEvent, RunEventBody, RunInfo} from './core/events.ts';
export type {Status, Summary} from './core/verdict.ts';
export {Interruption, listChecks, type RunOptions, run} from './run.ts';
export {UnreachableError, UsageError} from './util/errors.ts';
