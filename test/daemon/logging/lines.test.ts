import assert from 'node:assert/strict';
import test from 'node:test';
import {Lines} from '../../../src/daemon/logging/lines.ts';
import type {Message} from '../../../src/daemon/logging/message.ts';

function split(chunks: readonly string[]): string[] {
  const messages: Message[] = [];
  let time = 0n;
  const log = (message: Message) => void messages.push(message);
  const lines = new Lines({source: 'stdout', now: () => ++time, randomId: () => `id${time}`, log});
  for (const chunk of chunks) lines.push(Buffer.from(chunk));
  lines.end();
  return messages.map(({line, partial, time: at}) => {
    const text = line.length > 20 ? `${line.length} bytes` : Buffer.from(line).toString();
    return partial === null
      ? text
      : `${text} ${partial.id}.${partial.ordinal}${partial.last ? '!' : ''}@${at}`;
  });
}

test('Lines lose their line feed and nothing else, whatever pieces they come in', () => {
  assert.deepEqual(split(['one\n', '\n', 'two\r\n']), ['one', '', 'two\r']);
  assert.deepEqual(split([...'one\n\ntwo\n']), ['one', '', 'two']);
});

test('A line of 16383 bytes is whole, one of 16384 has an empty last piece', () => {
  assert.deepEqual(split([`${'x'.repeat(16383)}\nafter\n`]), ['16383 bytes', 'after']);
  assert.deepEqual(split([`${'x'.repeat(16384)}\nafter\n`]), ['16384 bytes id0.1@1', ' id0.2!@1', 'after']);
});

test('Pieces of a line carry one id, the time of the first, and ordinals from 1', () => {
  const chunks = Array.from({length: 40}, () => 'x'.repeat(1000));
  assert.deepEqual(split([...chunks, '\n']), [
    '16384 bytes id0.1@1',
    '16384 bytes id0.2@1',
    '7232 bytes id0.3!@1',
  ]);
});

test('Output that ends without a line feed is a piece that never has a last', () => {
  assert.deepEqual(split(['one\ntail']), ['one', 'tail id1.1@2']);
  assert.deepEqual(split(['x'.repeat(16384)]), ['16384 bytes id0.1@1']);
});
