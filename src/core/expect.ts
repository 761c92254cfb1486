import {isDeepStrictEqual} from 'node:util';
import type {Call} from './context.ts';
import {Violation} from './violation.ts';

/** Words for a finding that is not about one call's outcome. */
interface Words {
  readonly expected: string;
  readonly actual: string;
  /** Replaces the check's own `problem` where this case reads better. */
  readonly message?: string;
}

/** Judgements of a check; each throws a Violation that carries expected, actual and the exchanges. */
export interface Expect {
  (call: Call<unknown>): CallExpectation;
  /** Fails the check with own words. `calls` are shown; without them all calls of the check are. */
  fail(words: Words, ...calls: readonly Call<unknown>[]): never;
  /** Deep equality; `what` names the thing compared. */
  equal(actual: unknown, expected: unknown, what: string, ...calls: readonly Call<unknown>[]): void;
  /** Gives the value back; fails when it is null or undefined. */
  present<T>(value: T | null | undefined, words: Words, ...calls: readonly Call<unknown>[]): T;
  /** Fails unless the condition holds. */
  ok(condition: unknown, words: Words, ...calls: readonly Call<unknown>[]): void;
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

/** The one implementation: without state, so that all checks share it. */
export const expect: Expect = Object.assign((call: Call<unknown>) => expectCall(call), {
  fail,
  equal,
  present,
  ok,
});

function expectCall(call: Call<unknown>): CallExpectation {
  const name = describeCall(call);
  return {
    toSucceed() {
      if (!call.ok) fail({expected: `${name} succeeds (200, no Err)`, actual: describeOutcome(call)}, call);
    },
    toFail() {
      if (call.failure !== 'err' && call.failure !== 'status') {
        fail({expected: `${name} is refused with an error`, actual: describeOutcome(call)}, call);
      }
    },
    toAnswer() {
      if (!isAnswered(call)) {
        fail(
          {expected: `${name} is answered with a complete HTTP response`, actual: describeOutcome(call)},
          call,
        );
      }
    },
    toHaveStatus(...statuses) {
      const status = call.exchange.response?.status;
      if (status === undefined || !statuses.includes(status)) {
        fail(
          {
            expected: `${name} is answered with status ${statuses.join(' or ')}`,
            actual: describeOutcome(call),
          },
          call,
        );
      }
    },
  };
}

/** A complete HTTP answer came, whatever it says. */
export function isAnswered({exchange, failure}: Call<unknown>): boolean {
  const isWhole = exchange.error === null || exchange.error.kind === 'redirect';
  return failure !== 'no-answer' && exchange.response !== null && isWhole;
}

function fail(words: Words, ...calls: readonly Call<unknown>[]): never {
  throw new Violation(
    words,
    calls.map(call => call.exchange),
  );
}

function equal(actual: unknown, expected: unknown, what: string, ...calls: readonly Call<unknown>[]): void {
  if (isDeepStrictEqual(actual, expected)) return;
  fail({expected: `${what} is ${show(expected)}`, actual: `${what} is ${show(actual)}`}, ...calls);
}

function present<T>(value: T | null | undefined, words: Words, ...calls: readonly Call<unknown>[]): T {
  return value ?? fail(words, ...calls);
}

function ok(condition: unknown, words: Words, ...calls: readonly Call<unknown>[]): void {
  if (!condition) fail(words, ...calls);
}

/** `VolumeDriver.Get of "data"`, as findings name a call. */
export function describeCall(call: Call<unknown>): string {
  const name = /"Name":("(?:[^"\\]|\\.){0,60}")/.exec(call.exchange.request.body.text)?.[1];
  return name === undefined ? call.method : `${call.method} of ${name}`;
}

/** What came of a call, in one line. */
export function describeOutcome(call: Call<unknown>): string {
  const {response, error} = call.exchange;
  if (call.ok) return `success: ${clip(response?.body.text ?? '')}`;
  if (response === null) return error === null ? 'no answer' : `no answer: ${clip(error.text)}`;
  const body = response.body.bytes === 0 ? 'an empty body' : clip(response.body.text);
  if (call.failure === 'decode' || call.failure === 'no-answer')
    return `status ${response.status} with ${body}: ${clip(call.error)}`;
  const more = error === null ? '' : `: ${clip(error.text)}`;
  return `status ${response.status} with ${body}${more}`;
}

function show(value: unknown): string {
  return clip(JSON.stringify(value) ?? String(value));
}

function clip(text: string): string {
  const line = text.trimEnd();
  return line.length > 300 ? `${line.slice(0, 300)}… (${line.length} characters)` : line;
}
