import assert from 'node:assert/strict';
import test from 'node:test';
import {differencesBetween} from '../../src/bench/compare.ts';
import {bench} from '../report/benches.ts';

const [create, ...others] = bench.calls;

function changesFrom(p50Ms: number) {
  assert.ok(create);
  const after = {...bench, calls: [{...create, p50Ms}, ...others]};
  return differencesBetween(bench, after, 0.5).filter(({change}) => change !== 'same');
}

test('A median that grew by more than the tolerance is worse, one that shrank as much is better', () => {
  assert.deepEqual(changesFrom(2.2), []);
  assert.deepEqual(changesFrom(2.4), [
    {what: 'VolumeDriver.Create p50', unit: 'ms', before: 1.5, after: 2.4, change: 'worse'},
  ]);
  assert.deepEqual(
    changesFrom(0.9).map(({change}) => change),
    ['better'],
  );
});

test('Fewer calls per second and more errors are worse', () => {
  const throughput = bench.throughput.map(row => ({...row, perSecond: row.perSecond / 2, errors: 4}));
  const worse = differencesBetween(bench, {...bench, throughput}, 0.5).filter(one => one.change === 'worse');
  assert.deepEqual(
    worse.map(({what}) => what),
    bench.throughput.flatMap(({what, concurrency}) => [
      `${what}, ${concurrency} at once`,
      `${what}, ${concurrency} at once: errors`,
    ]),
  );
});

test('What only one of two benchmarks measured is shown and is no change', () => {
  const [first] = differencesBetween({...bench, calls: []}, bench, 0.5);
  assert.deepEqual(first?.change, 'same');
  const absent = differencesBetween({...bench, growth: []}, bench, 0.5).filter(({before}) => before === null);
  assert.equal(absent.length, bench.growth.length);
});
