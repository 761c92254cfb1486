import assert from 'node:assert/strict';
import test from 'node:test';
import {checkLogOptions, mergeLogConfig, ringBytes, usesCache} from '../../../src/daemon/logging/options.ts';
import {formatFixed, formatInstant, parseWhen} from '../../../src/daemon/logging/times.ts';

const config = (opts: Record<string, string>) => ({driver: 'rec', opts});

test('The daemon refuses only options of its own', () => {
  const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{mode: 'bad'}, /^logger: logging mode not supported: bad$/],
    [{'max-buffer-size': '4m'}, /only supported with 'mode=non-blocking'$/],
    [{mode: 'non-blocking', 'max-buffer-size': 'much'}, /^error parsing option max-buffer-size/],
    [{'cache-disabled': 'perhaps'}, /^invalid value for option cache-disabled: perhaps$/],
  ];
  for (const [opts, message] of wrong) assert.throws(() => checkLogOptions(config(opts)), {message});
  checkLogOptions(config({anything: 'else', mode: 'non-blocking', 'max-buffer-size': '4MiB'}));
});

test("The daemon's options reach containers of its default driver, its cache options all", () => {
  const defaults = config({d: '1', 'cache-max-size': '1m'});
  assert.deepEqual(mergeLogConfig({opts: {d: '2'}}, defaults).opts, {d: '2', 'cache-max-size': '1m'});
  assert.deepEqual(mergeLogConfig({driver: 'other'}, defaults).opts, {'cache-max-size': '1m'});
});

test('Ring and cache by their options', () => {
  assert.equal(ringBytes(config({})), null);
  assert.equal(ringBytes(config({mode: 'non-blocking'})), -1);
  assert.equal(ringBytes(config({mode: 'non-blocking', 'max-buffer-size': '4m'})), 4 << 20);
  assert.equal(usesCache(config({})), true);
  assert.equal(usesCache(config({'cache-disabled': 'true'})), false);
});

test('Instants are read and written as docker does', () => {
  const now = 1_700_000_600_500_000_000n;
  assert.equal(parseWhen('1700000000.5', now), 1_700_000_000_500_000_000n);
  assert.equal(parseWhen('10m', now), 1_700_000_000_000_000_000n);
  assert.equal(parseWhen('2023-11-14T22:13:20.000000001Z', now), 1_700_000_000_000_000_001n);
  assert.equal(parseWhen('2023-11-14T23:13:20+01:00', now), 1_700_000_000_000_000_000n);
  assert.equal(formatInstant(1_700_000_000_500_000_000n), '2023-11-14T22:13:20.5Z');
  assert.equal(formatFixed(1_700_000_000_000_000_001n), '2023-11-14T22:13:20.000000001Z');
});
