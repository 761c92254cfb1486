import assert from 'node:assert/strict';
import test from 'node:test';
import {fromBody, toBody} from '../../src/wire/body.ts';

test('A body of UTF-8 is kept as text, other bytes as base64, both unharmed', () => {
  for (const bytes of [Buffer.from('{"a":"ä"}\n'), Buffer.from([0, 255, 1]), Buffer.alloc(0)]) {
    assert.deepEqual(fromBody(toBody(bytes)), bytes);
  }
  assert.equal(toBody(Buffer.from([255])).encoding, 'base64');
});

test('A long body is cut after 64 KiB without breaking a letter, and says how long it was', () => {
  const long = toBody(Buffer.from(`x${'ä'.repeat(50_000)}`));
  assert.deepEqual([long.bytes, long.truncated], [100_001, true]);
  assert.ok(Buffer.byteLength(long.text) <= 65_536 && long.text.endsWith('ä'));
  const binary = toBody(Buffer.alloc(100_000, 255));
  assert.deepEqual([binary.bytes, binary.truncated, binary.text.length], [100_000, true, 65_536]);
});
