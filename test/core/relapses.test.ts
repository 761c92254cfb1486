import assert from 'node:assert/strict';
import test from 'node:test';
import type {CheckContext} from '../../src/core/context.ts';
import {Unjudged} from '../../src/core/violation.ts';
import {aCheck} from './_checks.ts';
import {rowsOf} from './_rows.ts';

test('A check that is blocked by one which had passed fails in its name, the next ones are blocked', async () => {
  const blocked = async () => {
    throw new Unjudged('blocked', 'blocked by a.b.root: Create failed: no', 'a.b.root');
  };
  const {rows} = await rowsOf([
    aCheck('a.b.root', {fix: 'Mend the root.'}),
    aCheck('a.b.lesser', {level: 'SHOULD', dependsOn: ['a.b.root'], run: blocked}),
    aCheck('a.b.first', {dependsOn: ['a.b.lesser'], run: blocked}),
    aCheck('a.b.second', {dependsOn: ['a.b.lesser', 'a.b.first'], run: blocked}),
  ]);
  const first = rows['a.b.first'];
  assert.deepEqual(
    [first?.status, first?.fix, first?.actual],
    ['failed', 'Mend the root.', 'Create failed: no'],
  );
  assert.equal(rows['a.b.lesser']?.status, 'warned');
  assert.equal(rows['a.b.second']?.status, 'blocked');
});

test('A check that is blocked by one which did not pass stays blocked', async () => {
  const blocked = async () => {
    throw new Unjudged('blocked', 'blocked by a.b.root: no', 'a.b.root');
  };
  const {rows} = await rowsOf([
    aCheck('a.b.root', {
      level: 'SHOULD',
      run: async (t: CheckContext) => t.expect.fail({expected: 'this', actual: 'that'}),
    }),
    aCheck('a.b.next', {dependsOn: ['a.b.root'], run: blocked}),
  ]);
  assert.equal(rows['a.b.next']?.status, 'blocked');
});
