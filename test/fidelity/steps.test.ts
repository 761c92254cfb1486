import assert from 'node:assert/strict';
import test from 'node:test';
import {loadRecordings} from '../../scripts/fidelity/recording/load.ts';
import {stepsOf} from '../../scripts/fidelity/recording/steps.ts';

const folder = 'fixtures/recordings';

test('All recordings of both engines load, and filters narrow them', () => {
  const all = loadRecordings(folder);
  assert.equal(all.length, 900);
  assert.equal(loadRecordings(folder, {area: 'volume'}).length, 310);
  assert.deepEqual(
    loadRecordings(folder, {engine: '26.1.5', scenario: 'daemon-sigterm-*', area: 'volume'}).map(
      each => each.name,
    ),
    ['volume-daemon-sigterm-always', 'volume-daemon-sigterm-during-call', 'volume-daemon-sigterm-no-policy'],
  );
});

test('The steps of a scenario keep what came after what, and how much later', () => {
  const [recording] = loadRecordings(folder, {engine: '26.1.5', scenario: 'volume-plugin-back-during-retry'});
  assert.ok(recording);
  const steps = stepsOf(recording);
  assert.deepEqual(
    steps.map(({kind}) => kind.do),
    ['listen', 'daemon-start', 'action', 'stop', 'action', 'listen'],
  );
  const last = steps.at(-1);
  assert.deepEqual(last?.afterEndOf, [0, 1, 2, 3], 'the second command is still under way');
  assert.equal(Math.round((last?.gapMs ?? 0) / 100), 45);
});

test('A plugin that hangs up without a reason is a step of its own', () => {
  const hangUps = loadRecordings(folder, {area: 'volume'})
    .filter(recording => stepsOf(recording).some(({kind}) => kind.do === 'hang-up'))
    .map(({name}) => name);
  assert.deepEqual(hangUps, ['volume-plugin-closes-idle-connection', 'volume-plugin-closes-idle-connection']);
});
