import assert from 'node:assert/strict';
import test from 'node:test';
import {hexId, Names, seededRandom} from '../../src/core/names.ts';
import {exitCodeOf, violatedStatus} from '../../src/core/summary.ts';

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
  assert.equal(code(blocked('a.b.other')), 0);
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
