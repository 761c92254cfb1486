import assert from 'node:assert/strict';
import test from 'node:test';
import {hexId, Names, seededRandom} from '../../src/core/names.ts';

test('Names carry the seed, are unique and safe for every known plugin', () => {
  const names = new Names(0x4f2a);
  const made = Array.from({length: 50}, () => names.unique('data'));
  assert.equal(new Set(made).size, 50);
  assert.equal(made[0], 'plugtest-4f2a-data-1');
  for (const name of made) assert.match(name, /^[a-z0-9-]{4,40}$/);
});

test('The same seed gives the same ids, 64 hex characters that do not begin with twelve digits', () => {
  const ids = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({length: 200}, () => hexId(random));
  };
  assert.deepEqual(ids(7), ids(7));
  assert.notDeepEqual(ids(7), ids(8));
  for (const id of ids(7)) assert.match(id, /^(?!\d{12})[0-9a-f]{64}$/);
});
