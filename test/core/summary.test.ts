import assert from 'node:assert/strict';
import test from 'node:test';
import {exitCodeOf, violatedStatus} from '../../src/core/summary.ts';

test('The exit code says the worst: our fault, a failure, nothing', () => {
  const code = (...statuses: ('passed' | 'failed' | 'errored' | 'untestable')[]) =>
    exitCodeOf(
      statuses.map(status => ({id: 'a.b.c', status})),
      {requireComplete: false},
    );
  assert.deepEqual(
    [code('passed', 'untestable'), code('passed', 'failed'), code('failed', 'errored')],
    [0, 1, 4],
  );
  assert.equal(exitCodeOf([{id: 'a.b.c', status: 'untestable'}], {requireComplete: true}), 1);
});

test('What a dead plugin or a failed handshake blocks fails the run, also when no row of its own says so', () => {
  const blocked = (blockedBy: string) => ({id: 'a.b.c', status: 'blocked' as const, blockedBy});
  const code = (...results: Parameters<typeof exitCodeOf>[0]) =>
    exitCodeOf(results, {requireComplete: false});
  assert.equal(code(blocked('transport.process.survives')), 1);
  assert.equal(code(blocked('handshake.activate.answers')), 1);
  assert.equal(code(blocked('a.b.other'), {id: 'a.b.other', status: 'untestable'}), 0);
  // never selected
  assert.equal(code(blocked('a.b.other')), 1);
  // borne by a baseline, or below the level that fails the run
  assert.equal(
    code(blocked('handshake.activate.answers'), {id: 'handshake.activate.answers', status: 'warned'}),
    0,
  );
});

test('A level at or above the failing one fails', () => {
  assert.deepEqual(
    [violatedStatus('MUST', 'MUST'), violatedStatus('SHOULD', 'MUST'), violatedStatus('MAY', 'MAY')],
    ['failed', 'warned', 'failed'],
  );
});
