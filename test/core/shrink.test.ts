import assert from 'node:assert/strict';
import test from 'node:test';
import {shrink} from '../../src/core/shrink.ts';

test('A failing sequence is cut down to the steps that make it fail', async () => {
  const steps = Array.from({length: 50}, (_, index) => index);
  const attempt = async (some: readonly number[]) =>
    some.includes(7) && some.includes(31) ? 'both are there' : undefined;
  const shrunk = await shrink({steps, failure: 'both are there'}, attempt);
  assert.deepEqual(shrunk, {steps: [7, 31], failure: 'both are there'});
});

test('No more sequences are tried than the budget allows', async () => {
  let tries = 0;
  const attempt = async () => {
    tries += 1;
    return undefined;
  };
  await shrink({steps: Array.from({length: 100}, (_, index) => index), failure: 'x'}, attempt, 10);
  assert.equal(tries, 10);
});
