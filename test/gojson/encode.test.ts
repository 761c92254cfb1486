import assert from 'node:assert/strict';
import test from 'node:test';
import {encode, sortedMap} from '../../src/gojson/encode.ts';
import type {GoType} from '../../src/gojson/types.ts';

test('Members of a struct keep their order, keys of a map are sorted by bytes, a line feed ends it', () => {
  const opts = sortedMap({b: '1', '\u{1f600}': '2', '\uffee': '3', a: '4', B: '5'});
  const text = encode({Name: 'n', Opts: opts, Err: ''}, {go: 24});
  assert.equal(text, '{"Name":"n","Opts":{"B":"5","a":"4","b":"1","\uffee":"3","\u{1f600}":"2"},"Err":""}\n');
});

test('HTML characters and line separators are escaped, DEL and other characters are not', () => {
  assert.equal(
    encode('<>&\u2028\u2029\u007f\u0001é', {go: 24}),
    '"\\u003c\\u003e\\u0026\\u2028\\u2029\u007f\\u0001é"\n',
  );
});

test('Backspace and form feed have short escapes from Go 1.22 on', () => {
  assert.equal(encode('\b\f', {go: 21}), '"\\u0008\\u000c"\n');
  assert.equal(encode('\b\f', {go: 22}), '"\\b\\f"\n');
});

test('A lone surrogate becomes the replacement character, a pair stays', () => {
  assert.equal(encode('\ud83dx\ude00 \u{1f600}', {go: 24}), '"\ufffdx\ufffd \u{1f600}"\n');
});

test('Nil, bytes, numbers and empty containers read as Go writes them', () => {
  const value = [null, Uint8Array.of(104, 105), 1e21, 1e20, 1e-7, -0, 12n, {}, [], new Map()];
  assert.equal(encode(value, {go: 24}), '[null,"aGk=",1e+21,100000000000000000000,1e-7,-0,12,{},[],{}]\n');
  assert.equal(encode({Opts: sortedMap(null), Left: undefined}, {go: 24}), '{"Opts":null}\n');
});

test('What Go cannot encode is a mistake of the caller', () => {
  assert.throws(() => encode({n: Number.NaN}, {go: 24}), TypeError);
  assert.throws(() => encode({n: () => 1}, {go: 24}), TypeError);
});

test('A deep value does not overflow the stack', () => {
  let value: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) value = [value];
  assert.equal(encode(value, {go: 24}).length, 200_002);
});

test('With a type, fields come in its order, absent ones as zero, and maps are sorted', () => {
  const text: GoType = {kind: 'string'};
  const map: GoType = {kind: 'map', element: text};
  const inner: GoType = {kind: 'struct', package: 'p', name: 'I', fields: [{name: 'X', type: text}]};
  const fields = [
    {name: 'Name', type: text},
    {name: 'Opts', type: map},
    {name: 'Tags', type: map, omitEmpty: true},
    {name: 'Inner', type: {kind: 'pointer', element: inner} as const},
    {name: 'Any', type: {kind: 'any'} as const},
  ];
  const type: GoType = {kind: 'struct', package: 'p', name: 'S', fields};
  const value = {Any: {z: 1, a: [{y: 1, b: 2}]}, Opts: {b: '1', a: '2'}, Tags: {}, Inner: {}};
  const expected =
    '{"Name":"","Opts":{"a":"2","b":"1"},"Inner":{"X":""},"Any":{"a":[{"b":2,"y":1}],"z":1}}\n';
  assert.equal(encode(value, {go: 24, type}), expected);
  assert.equal(encode({}, {go: 24, type}), '{"Name":"","Opts":null,"Inner":null,"Any":null}\n');
});
