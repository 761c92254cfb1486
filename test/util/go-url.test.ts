import assert from 'node:assert/strict';
import test from 'node:test';
import {parseGoUrl} from '../../src/util/go-url.ts';

/** Expected values are the output of go1.26.8 `url.Parse`: scheme, host, path, opaque; or its error. */
const rows: readonly [text: string, expected: readonly string[] | string][] = [
  ['\ttcp://h:1', 'net/url: invalid control character in URL'],
  ['tcp://h%41:1', 'invalid URL escape "%41"'],
  ['tcp://h o:1', 'invalid character " " in host name'],
  ['tcp://h\\x:1', 'invalid character "\\\\" in host name'],
  ['tcp://h<x:1', ['tcp', 'h<x:1', '', '']],
  ['tcp://[::1', "missing ']' in host"],
  ['tcp://[fe80::1%25en0]:80', ['tcp', '[fe80::1%en0]:80', '', '']],
  ['tcp://u:p w@h', 'net/url: invalid userinfo'],
  ['tcp://a:b:1', ['tcp', 'a:b:1', '', '']],
  ['unix:run/x', ['unix', '', '', 'run/x']],
  ['unix:///run/a%20b.sock', ['unix', '', '/run/a b.sock', '']],
  ['unix:////x', ['unix', '', '//x', '']],
  ['foo_bar://h:1', 'first path segment in URL cannot contain colon'],
  ['*', ['', '', '*', '']],
  ['tcp://h:1#x%zz', 'invalid URL escape "%zz"'],
  ['tcp://h:', ['tcp', 'h:', '', '']],
  ['tcp://%zz', 'invalid URL escape "%zz"'],
  ['//h:1/x', ['', 'h:1', '/x', '']],
];

for (const [text, expected] of rows) {
  test(`${JSON.stringify(text)} is parsed as Go parses it`, () => {
    const result = parseGoUrl(text);
    const actual =
      'error' in result
        ? result.error
        : [result.url.scheme, result.url.host, result.url.path, result.url.opaque];
    assert.deepEqual(actual, expected);
  });
}
