import assert from 'node:assert/strict';
import test from 'node:test';
import {redactUrls} from '../../src/util/redact-url.ts';

const rows: readonly [text: string, redacted: string][] = [
  ['tcp://me:secret@h:1/x', 'tcp://me:***@h:1/x'],
  ['https://token@h', 'https://***@h'],
  ['tcp://me:se@cret@h:1', 'tcp://me:***@h:1'],
  ['tcp://me:se/cret@h:1', 'tcp://me:***@h:1'],
  ['tcp://me:se#cret@h:1', 'tcp://me:***@h:1'],
  ['parse "tcp://me:secret@h:p": invalid port', 'parse "tcp://me:***@h:p": invalid port'],
  ['tcp://h:80/a@b', 'tcp://h:80/a@b'],
  ['unix:///run/a@b.sock', 'unix:///run/a@b.sock'],
];

for (const [text, redacted] of rows) {
  test(`Credentials are gone from ${text}`, () => assert.equal(redactUrls(text), redacted));
}
