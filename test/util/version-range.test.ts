import assert from 'node:assert/strict';
import test from 'node:test';
import {inVersionRange} from '../../src/util/version-range.ts';

test('An engine lies in a range when every part holds', () => {
  const rows: [string, string, boolean][] = [
    ['26.1', '>=25.0', true],
    ['25.0', '>=25', true],
    ['24.0', '>=25.0', false],
    ['29', '>28.5', true],
    ['20.10', '<23.0', true],
    ['27.5', '>=20.10 <28', true],
    ['28.5', '>=20.10 <28', false],
    ['29', '=29.0', true],
  ];
  for (const [version, range, expected] of rows)
    assert.equal(inVersionRange(version, range), expected, `${version} ${range}`);
});

test('A range that is none is our own mistake', () => {
  assert.throws(() => inVersionRange('29', 'since 25'), /not a version comparison/);
});
