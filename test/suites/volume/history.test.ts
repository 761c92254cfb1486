import assert from 'node:assert/strict';
import test from 'node:test';
import {isLinearizable} from '../../../src/core/history/linearize.ts';
import {type Action, type Answer, type Step, timeline, volumeModel} from '../../../suites/volume/_history.ts';

type Word = Answer['word'] | 'unanswered';

/** `['mount a', 2, 4, 'done']`: kind and ID, from, to, answer. */
function step([what, from, to, word]: readonly [string, number, number, Word]): Step {
  const [kind, id = ''] = what.split(' ');
  return {
    // the tests below name only kinds that there are
    input: {kind: kind as Action['kind'], id, user: 1, name: 'v'},
    invokedAt: from,
    returnedAt: word === 'unanswered' ? Number.POSITIVE_INFINITY : to,
    output: word === 'unanswered' ? undefined : {word, call: null},
  };
}

const explains = (...steps: readonly (readonly [string, number, number, Word])[]) =>
  isLinearizable(steps.map(step), volumeModel);

test('A volume is there after Create and gone after Remove', () => {
  assert.equal(explains(['get', 0, 1, 'no'], ['create', 2, 3, 'done'], ['list', 4, 5, 'yes']), true);
  assert.equal(explains(['create', 2, 3, 'done'], ['get', 4, 5, 'no']), false);
  assert.equal(explains(['create', 0, 1, 'done'], ['remove', 2, 3, 'done'], ['list', 4, 5, 'yes']), false);
});

test('While a Create is at work the volume may be there or not, and what one saw the next sees too', () => {
  assert.equal(explains(['create', 0, 9, 'done'], ['list', 1, 2, 'no'], ['get', 3, 4, 'yes']), true);
  assert.equal(explains(['create', 0, 9, 'done'], ['list', 1, 2, 'yes'], ['get', 3, 4, 'no']), false);
});

test('Correct drivers may refuse a second Create, a surplus Unmount and Remove of a mounted or unknown volume', () => {
  for (const word of ['done', 'refused'] as const) {
    assert.equal(explains(['create', 0, 1, 'done'], ['create', 2, 3, word]), true);
    assert.equal(explains(['create', 0, 1, 'done'], ['unmount a', 2, 3, word]), true);
    assert.equal(explains(['remove', 0, 1, word]), true);
    assert.equal(explains(['create', 0, 1, 'done'], ['mount a', 2, 3, 'done'], ['remove', 4, 5, word]), true);
  }
});

test('Who holds a mount finds its file, also when others unmount', () => {
  const begin = [
    ['create', 0, 1, 'done'],
    ['mount a', 2, 3, 'done'],
    ['mount b', 2, 3, 'done'],
  ] as const;
  assert.equal(explains(...begin, ['unmount b', 4, 5, 'done'], ['read a', 6, 7, 'no']), false);
  assert.equal(explains(...begin, ['unmount a', 4, 5, 'done'], ['read a', 6, 7, 'no']), true);
});

test('An ID that was mounted twice holds its files until its second Unmount, or until its first', () => {
  const begin = [
    ['create', 0, 1, 'done'],
    ['mount a', 2, 3, 'done'],
    ['mount a', 4, 5, 'done'],
    ['unmount a', 6, 7, 'done'],
  ] as const;
  assert.equal(explains(...begin, ['read a', 8, 9, 'yes'], ['unmount a', 10, 11, 'done']), true);
  assert.equal(explains(...begin, ['read a', 8, 9, 'no'], ['unmount a', 10, 11, 'done']), true);
  assert.equal(explains(...begin, ['mount b', 8, 9, 'done'], ['read b', 10, 11, 'no']), false);
});

test('A call that nobody answered may have happened or not', () => {
  const begin = [['create', 0, 1, 'unanswered']] as const;
  assert.equal(explains(...begin, ['get', 2, 3, 'yes']), true);
  assert.equal(explains(...begin, ['get', 2, 3, 'no']), true);
  assert.equal(explains(...begin, ['get', 2, 3, 'yes'], ['get', 4, 5, 'no']), false);
});

test('A timeline shows the last steps with their times and answers', () => {
  const steps = [['create', 5, 6.25, 'done'] as const, ['mount abcdef', 7, 8, 'unanswered'] as const];
  assert.equal(
    timeline(steps.map(step)),
    'user 1 0–1.3 ms create: done; user 1 2–… ms mount abcd: no answer yet',
  );
});
