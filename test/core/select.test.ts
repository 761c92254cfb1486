import assert from 'node:assert/strict';
import test from 'node:test';
import {selectChecks} from '../../src/core/select.ts';
import {aCheck, aRule} from './_checks.ts';

const all = [
  aCheck('volume.mount.two-ids'),
  aCheck('volume.mount.again', {tags: ['slow']}),
  aCheck('volume.get.unknown', {level: 'SHOULD'}),
  aRule('transport.reply.status'),
];
const ids = (select: string[], exclude: string[] = []) =>
  selectChecks(all, {select, exclude}).selected.map(({id}) => id);

test('Without patterns everything is selected', () => {
  assert.equal(ids([]).length, 4);
});

test('A star reaches over dots', () => {
  assert.deepEqual(ids(['volume.*']), ['volume.mount.two-ids', 'volume.mount.again', 'volume.get.unknown']);
  assert.deepEqual(ids(['*.two-*']), ['volume.mount.two-ids']);
  assert.deepEqual(
    ids(['*']),
    all.map(({id}) => id),
  );
});

test('Tags and levels select too, and patterns add up', () => {
  assert.deepEqual(ids(['tag:slow', 'level:should']), ['volume.mount.again', 'volume.get.unknown']);
});

test('What is excluded is told apart from what was not selected', () => {
  const {selected, excluded} = selectChecks(all, {select: ['volume.*'], exclude: ['*.mount.*']});
  assert.deepEqual(
    selected.map(({id}) => id),
    ['volume.get.unknown'],
  );
  assert.deepEqual(
    excluded.map(({id}) => id),
    ['volume.mount.two-ids', 'volume.mount.again'],
  );
});

test('A pattern that matches nothing is refused, with the nearest id', () => {
  assert.throws(
    () => ids(['volume.mount.two-idz']),
    /no check matches "volume\.mount\.two-idz".*volume\.mount\.two-ids/,
  );
  assert.throws(() => ids([], ['nothing.*']), {name: 'UsageError', exitCode: 2});
});

test('An empty selection is refused', () => {
  assert.throws(() => ids(['volume.get.unknown'], ['volume.*']), /nothing is selected/);
});
