import type {Call} from './context.ts';

/** Judgements of a check; each throws a Violation that carries expected, actual and the exchanges. */
export interface Expect {
  (call: Call): CallExpectation;
  /** Fails the check with own words. `calls` are shown; without them all calls of the check are. */
  fail(
    finding: {readonly expected: string; readonly actual: string; readonly message?: string},
    ...calls: readonly Call[]
  ): never;
  /** Deep equality. */
  equal(actual: unknown, expected: unknown, what: string, ...calls: readonly Call[]): void;
  /** Fails unless the condition holds. */
  ok(
    condition: unknown,
    finding: {readonly expected: string; readonly actual: string},
    ...calls: readonly Call[]
  ): asserts condition;
}

/** What a check says about one call. */
export interface CallExpectation {
  /** 200, decodable, no Err. */
  toSucceed(): void;
  /** An error that dockerd passes on as one: Err or another status. Not a dropped connection, not silence. */
  toFail(): void;
  /** Any complete HTTP answer. */
  toAnswer(): void;
  toHaveStatus(...statuses: readonly number[]): void;
}
