import assert from 'node:assert/strict';
import test from 'node:test';
import {percentile, Timings} from '../../src/bench/timings.ts';

test('A percentile is a value that was measured: the nearest rank', () => {
  const hundred = Array.from({length: 100}, (_, index) => index + 1);
  assert.deepEqual(
    [50, 90, 99, 100].map(percent => percentile(hundred, percent)),
    [50, 90, 99, 100],
  );
  assert.equal(percentile([7], 50), 7);
  assert.equal(percentile([], 99), 0);
});

test('Failed calls are counted, not timed; ten in a row are hopeless', () => {
  const timings = new Timings();
  timings.add({ok: true, ms: 2, error: ''});
  for (let call = 0; call < 9; call++) timings.add({ok: false, ms: 500, error: `no ${call}`});
  assert.equal(timings.isHopeless, false);
  timings.add({ok: false, ms: 500, error: 'no 9'});
  assert.equal(timings.isHopeless, true);
  assert.deepEqual(timings.latency, {samples: 1, p50Ms: 2, p90Ms: 2, p99Ms: 2, maxMs: 2});
  assert.deepEqual(timings.failures, {errors: 10, firstError: 'no 0'});
});
