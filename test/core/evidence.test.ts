import assert from 'node:assert/strict';
import test from 'node:test';
import {Evidence} from '../../src/core/evidence.ts';
import type {Exchange} from '../../src/wire/exchange.ts';
import {anExchange} from './_checks.ts';

const answered = (text: string): Exchange => {
  const exchange = anExchange();
  const body = {text, encoding: 'utf8', bytes: Buffer.byteLength(text), truncated: false} as const;
  return {...exchange, response: exchange.response && {...exchange.response, body}};
};

const MEBIBYTE = 1 << 20;

test('Once much was kept, long bodies are cut, and short ones are not', () => {
  const evidence = new Evidence();
  const lengthOf = (text: string) => evidence.keep(answered(text)).response?.body.text.length;
  for (let kept = 0; kept < 4; kept++) assert.equal(lengthOf('x'.repeat(MEBIBYTE)), MEBIBYTE);
  assert.equal(lengthOf('x'.repeat(3000)), 2048);
  assert.equal(lengthOf('x'.repeat(2048)), 2048);
});

test('What reports write as several characters counts as such', () => {
  const evidence = new Evidence();
  const written = (text: string) => JSON.stringify(evidence.keep(answered(text)).response?.body.text).length;
  const sizes = Array.from({length: 3}, () => written('\0'.repeat(MEBIBYTE)));
  assert.deepEqual(
    sizes,
    [2048, 2048, 2048].map(size => size - (size % 6) + 2),
  );
  assert.equal(written('a\n'.repeat(100)), 302);
});
