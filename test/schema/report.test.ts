import assert from 'node:assert/strict';
import test from 'node:test';
import {validateReport} from '../../src/schema/report.ts';

const body = {text: '', encoding: 'utf8', bytes: 0, truncated: false};
const exchange = {
  id: 1,
  method: 'Plugin.Activate',
  attempt: 1,
  probe: false,
  request: {verb: 'POST', path: '/Plugin.Activate', headers: [['Host', '']], body},
  response: null,
  connection: {id: 0, reused: false, closedBy: null},
  timing: {startedAt: 1.5, sentMs: null, firstByteMs: null, totalMs: 2},
  error: {kind: 'dial', text: 'connect: connection refused'},
};
const result = {
  id: 'volume.get.x',
  title: 'T',
  interface: 'volume',
  level: 'MUST',
  kind: 'check',
  status: 'failed',
  durationMs: 1,
  message: '',
  expected: '',
  actual: '',
  consequence: '',
  fix: '',
  source: [],
  exchanges: [exchange],
  repro: '',
};
const counts = 'total passed failed warned notApplicable excluded blocked untestable errored'.split(' ');
const report = {
  schemaVersion: 1,
  plugtest: {version: '0.1.0'},
  engine: '29',
  target: {form: 'socket', address: 'unix:///x.sock'},
  plugin: {name: 'x', implements: ['VolumeDriver']},
  startedAt: '2026-01-01T00:00:00Z',
  durationMs: 3,
  seed: 7,
  summary: Object.fromEntries(counts.map(name => [name, 0])),
  exitCode: 1,
  results: [result],
  leaks: [],
};

test('A report as the design describes it is valid', () => {
  assert.deepEqual(validateReport(report), []);
});

test('What is wrong with a report is said with its place', () => {
  assert.deepEqual(
    validateReport({...report, exitCode: 9, results: [{...result, status: 'ok'}]}).map(({path}) => path),
    ['exitCode', 'results[0].status'],
  );
});
