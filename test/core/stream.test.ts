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
