import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import picomatch from 'picomatch';
import {listChecks} from '../../src/run.ts';

const page = readFileSync(new URL('../../docs/field-failures.md', import.meta.url), 'utf8');

test('docs/field-failures.md names only checks that there are', () => {
  const ids = listChecks().map(({id}) => id);
  const named = [
    ...page.matchAll(/`((?:handshake|transport|volume|logging|authz|network|ipam)\.[\w.*-]+)`/g),
  ].map(match => match[1] ?? '');
  const unknown = named.filter(pattern => !ids.some(id => picomatch.isMatch(id, pattern)));
  assert.deepEqual(unknown, []);
});

test('docs/field-failures.md has the rows that it tells of, in order', () => {
  const rows = [...page.matchAll(/^\| (\d+) \|/gm)].map(match => Number(match[1]));
  const range = (first: number, last: number) =>
    Array.from({length: last - first + 1}, (_, index) => first + index);
  assert.deepEqual(
    [...range(1, 115), 146, 147].filter(row => !rows.includes(row)),
    [],
  );
  assert.deepEqual(
    rows,
    [...new Set(rows)].sort((one, other) => one - other),
  );
});
