import assert from 'node:assert/strict';
import test from 'node:test';
import type {Check} from '../../src/core/check.ts';
import {seededRandom} from '../../src/core/names.ts';
import {shardOf, shuffled} from '../../src/core/shard.ts';

const check = (id: string, ...dependsOn: string[]) => ({id, dependsOn}) as unknown as Check; // what shards look at
const checks = [check('a'), check('b', 'a'), check('c'), check('d', 'c', 'b'), check('e')];
const ids = (all: readonly Check[]) => all.map(({id}) => id).join('');

test('all shards together have every check, and each has what its checks depend on', () => {
  assert.equal(ids(shardOf(checks, {index: 1, count: 2})), 'ace');
  assert.equal(ids(shardOf(checks, {index: 2, count: 2})), 'abcd');
  assert.equal(ids(shardOf(checks, {index: 1, count: 1})), 'abcde');
  assert.equal(ids(shardOf(checks, {index: 7, count: 9})), '');
});

test('a shuffle keeps all items, follows its seed, and moves most of them', () => {
  const items = Array.from({length: 50}, (_, index) => index);
  const once = shuffled(items, seededRandom(1));
  assert.deepEqual(
    [...once].sort((a, b) => a - b),
    items,
  );
  assert.deepEqual(shuffled(items, seededRandom(1)), once);
  assert.notDeepEqual(shuffled(items, seededRandom(2)), once);
  assert.ok(once.filter((item, index) => item !== index).length > 40);
});
