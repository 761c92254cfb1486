import assert from 'node:assert/strict';
import test from 'node:test';
import {decodeFirst, decodeWhole} from '../../src/gojson/decode.ts';
import {oracleTypes} from './oracle/types.ts';

const outer = oracleTypes['outer'] ?? assert.fail();
const any = oracleTypes['any'] ?? assert.fail();
const bytes = (text: string) => new TextEncoder().encode(text);

test('Of several values only the first is looked at, as by the client of dockerd', () => {
  assert.deepEqual(decodeFirst(bytes(' [1] <html>'), any, {go: 24}), {ok: true, value: [1], consumed: 4});
  const whole = decodeWhole(bytes(' [1] <html>'), any, {go: 24});
  assert.deepEqual(whole, {ok: false, error: "invalid character '<' after top-level value"});
});

test('An empty body reads EOF, a torn one unexpected EOF', () => {
  assert.deepEqual(decodeFirst(bytes(' \n'), outer, {go: 24}), {ok: false, error: 'EOF'});
  assert.deepEqual(decodeFirst(bytes('{"Err":"x'), outer, {go: 24}), {ok: false, error: 'unexpected EOF'});
});

test('A field of the wrong type is named with its struct and path', () => {
  const result = decodeFirst(bytes('{"volume":{"Name":7}}'), outer, {go: 24});
  const error = 'json: cannot unmarshal number into Go struct field inner.Volume.Name of type string';
  assert.deepEqual(result, {ok: false, error});
});

test('Embedded structs are named from Go 1.24 on', () => {
  const texts = [23, 24].map(go => decodeFirst(bytes('{"Err":7}'), outer, {go}));
  assert.deepEqual(
    texts.map(result => (result.ok ? '' : result.error)),
    [
      'json: cannot unmarshal number into Go struct field outer.Err of type string',
      'json: cannot unmarshal number into Go struct field outer.base.Err of type string',
    ],
  );
});

test('A creation time that is none fails in the words of the Go release', () => {
  const [old, recent] = [19, 24].map(go => decodeFirst(bytes('{"Volume":{"CreatedAt":""}}'), outer, {go}));
  assert.deepEqual(old, {
    ok: false,
    error: String.raw`parsing time "\"\"" as "\"2006-01-02T15:04:05Z07:00\"": cannot parse "\"" as "2006"`,
  });
  assert.deepEqual(recent, {
    ok: false,
    error: 'parsing time "" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006"',
  });
});

test('Megabytes of any shape are read in linear time and without deep recursion', () => {
  const shapes = [
    `"${'\\n'.repeat(500_000)}"`,
    `[${'"a",'.repeat(250_000)}1]`,
    `{${'"a\\u0062":"x",'.repeat(70_000)}"z":1}`,
    '['.repeat(1_000_000),
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    `[${`${'['.repeat(9_000)}${']'.repeat(9_000)},`.repeat(50)}1]`,
  ];
  const begun = performance.now();
  for (const shape of shapes) {
    for (const type of [any, outer]) decodeFirst(bytes(shape), type, {go: 24});
    decodeFirst(bytes(`{"x":${shape}}`), outer, {go: 24});
    decodeFirst(bytes(`{"Any":${shape}}`), outer, {go: 24});
  }
  // Far above what it takes; quadratic work would take minutes.
  assert.ok(performance.now() - begun < 10_000);
});
