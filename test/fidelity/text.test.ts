import assert from 'node:assert/strict';
import test from 'node:test';
import {Bindings} from '../../scripts/fidelity/compare/text.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const c = 'c'.repeat(64);

test('An id may differ from the recorded one, but stands for it from then on', () => {
  const bindings = new Bindings();
  assert.ok(bindings.same(`{"ID":"${a}"}`, `{"ID":"${b}"}`));
  assert.ok(bindings.same(a, b));
  assert.ok(!bindings.same(a, c), 'the recorded id has its counterpart already');
  assert.ok(!bindings.same(c, b), 'one id cannot stand for two');
});

test('An id of another form is a difference', () => {
  const bindings = new Bindings();
  assert.ok(!bindings.same(a, a.slice(1)));
  assert.ok(!bindings.same(a, a.toUpperCase()));
  assert.ok(!bindings.same(`x${a}`, b));
});

test('A short id is the beginning of its long one', () => {
  const bindings = new Bindings();
  assert.ok(bindings.same(a, b));
  assert.ok(bindings.same(a.slice(0, 12), b.slice(0, 12)));
  assert.ok(!bindings.same(a.slice(0, 12), c.slice(0, 12)));
});

test('The instant of a run may differ, that of a plugin not', () => {
  const bindings = new Bindings();
  assert.ok(bindings.same('2026-11-21T01:07:30.704Z', '2026-12-01T00:00:00Z'));
  assert.ok(!bindings.same('2024-02-03T04:05:06Z', '2024-02-03T04:05:07Z'));
  assert.ok(!bindings.same('0001-01-01T00:00:00Z', '2026-12-01T00:00:00Z'));
});

test('Every other character counts', () => {
  assert.ok(!new Bindings().same('{"Name":"v1"}\n', '{"Name":"v1"}'));
});
