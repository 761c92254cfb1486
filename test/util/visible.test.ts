import assert from 'node:assert/strict';
import test from 'node:test';
import {cut} from '../../src/util/cut.ts';
import {shellQuote} from '../../src/util/shell-quote.ts';
import {visible} from '../../src/util/visible.ts';
import {wrap} from '../../src/util/wrap.ts';

test('visible shows what a terminal would obey', () => {
  assert.equal(visible('a\u001b[31m\r\n\t\0\u007f\u009b'), 'a\\x1b[31m\\r\\n\\t\\0\\x7f\\x9b');
  assert.equal(visible('\u202e\u2028\u200b\ufeff\ud800'), '\\u202e\\u2028\\u200b\\ufeff\\ud800');
  assert.equal(visible('\u{e0041}'), '\\u{e0041}');
  assert.equal(visible('größe → ✗ 漢字 🐳'), 'größe → ✗ 漢字 🐳');
});

test('cut keeps short text and never splits a character', () => {
  assert.equal(cut('abc', 3), 'abc');
  assert.equal(cut('abcdef', 3), 'abc…(+3)');
  assert.equal(cut('a🐳b', 2), 'a…(+3)');
});

test('wrap breaks at spaces and leaves long words whole', () => {
  assert.deepEqual(wrap('aa bb cc', 5), ['aa bb', 'cc']);
  assert.deepEqual(wrap('a long-word-here b', 4), ['a', 'long-word-here', 'b']);
  assert.deepEqual(wrap('', 4), ['']);
});

test('shellQuote leaves plain words alone and quotes the rest', () => {
  assert.equal(shellQuote('./sock'), './sock');
  assert.equal(shellQuote("it's $HOME"), "'it'\\''s $HOME'");
  assert.equal(shellQuote(''), "''");
});
