import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {isLinearizable, shortestViolation} from '../../../src/core/history/linearize.ts';
import type {Operation, SequentialModel} from '../../../src/core/history/operation.ts';

type Input = {readonly write: number} | 'read';

/** A register that holds one number. */
const register: SequentialModel<number, Input, number> = {
  initial: 0,
  step: (state, input, output) => {
    if (input === 'read') return output === undefined || output === state ? [state] : [];
    return output === undefined ? [state, input.write] : [input.write];
  },
  key: String,
};

const op = (input: Input, [from, to]: readonly [number, number], output = 0): Operation<Input, number> => ({
  input,
  invokedAt: from,
  returnedAt: to,
  output: to === Number.POSITIVE_INFINITY ? undefined : output,
});

test('A read during a write may see the old or the new value', () => {
  const write = op({write: 1}, [0, 10]);
  assert.equal(isLinearizable([write, op('read', [2, 4], 0)], register), true);
  assert.equal(isLinearizable([write, op('read', [2, 4], 1)], register), true);
  assert.equal(isLinearizable([write, op('read', [2, 4], 2)], register), false);
});

test('A read after the write must see it', () => {
  assert.equal(isLinearizable([op({write: 1}, [0, 3]), op('read', [4, 5], 0)], register), false);
});

test('What one read saw, a later one must not unsee', () => {
  const history = [op({write: 1}, [0, 10]), op('read', [1, 2], 1), op('read', [3, 4], 0)];
  assert.equal(isLinearizable(history, register), false);
});

test('An unanswered write may have happened, late or never', () => {
  const lost = op({write: 1}, [0, Number.POSITIVE_INFINITY]);
  for (const seen of [0, 1]) assert.equal(isLinearizable([lost, op('read', [5, 6], seen)], register), true);
  assert.equal(isLinearizable([lost, op('read', [5, 6], 1), op('read', [7, 8], 0)], register), false);
});

test('The violation shown is the shortest beginning', () => {
  const bad = [op({write: 1}, [0, 3]), op('read', [4, 5], 0)];
  const history = [...bad, op({write: 7}, [6, 8]), op('read', [9, 10], 7)];
  assert.deepEqual(shortestViolation(history, register), bad);
  assert.equal(shortestViolation([op({write: 1}, [0, 3])], register), undefined);
});

test('Every history of a real register is explained', () => {
  const step = fc.record({
    write: fc.option(fc.integer({min: 1, max: 3}), {nil: undefined}),
    before: fc.nat(5),
    after: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(step, {maxLength: 9}), steps => {
      let value = 0;
      const history = steps.map(({write, before, after}, index) => {
        if (write !== undefined) value = write;
        return op(write === undefined ? 'read' : {write}, [index * 4 - before, index * 4 + 1 + after], value);
      });
      return isLinearizable(history, register);
    }),
    {seed: 1, numRuns: 300},
  );
});
