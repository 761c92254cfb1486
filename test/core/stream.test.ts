import assert from 'node:assert/strict';
import test from 'node:test';
import {EventStream} from '../../src/core/stream.ts';

test('Events are numbered without gaps and arrive in order, also when read late', async () => {
  const stream = new EventStream();
  stream.emit({type: 'warning', message: 'one'});
  setImmediate(() => {
    stream.emit({type: 'warning', message: 'two'});
    stream.end();
    stream.emit({type: 'warning', message: 'too late'});
  });
  const seen = [];
  for await (const event of stream) seen.push([event.seq, event.type === 'warning' ? event.message : '']);
  assert.deepEqual(seen, [
    [1, 'one'],
    [2, 'two'],
  ]);
});

test('A fault of ours reaches the reader after the events before it', async () => {
  const stream = new EventStream();
  stream.emit({type: 'warning', message: 'one'});
  stream.fail(new Error('broken'));
  const iterator = stream[Symbol.asyncIterator]();
  assert.equal((await iterator.next()).done, false);
  await assert.rejects(iterator.next(), /broken/);
});

test('Nothing follows the end of the run, so that a late call does not make it look broken off', async () => {
  const stream = new EventStream();
  const summary = {
    total: 0,
    passed: 0,
    failed: 0,
    warned: 0,
    notApplicable: 0,
    excluded: 0,
    blocked: 0,
    untestable: 0,
    errored: 0,
  };
  stream.emit({type: 'run:end', summary, exitCode: 0, durationMs: 1, leaks: []});
  stream.emit({type: 'warning', message: 'late'});
  stream.end();
  const types: string[] = [];
  for await (const event of stream) types.push(event.type);
  assert.deepEqual(types, ['run:end']);
});
