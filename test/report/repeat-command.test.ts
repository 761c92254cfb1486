import assert from 'node:assert/strict';
import test from 'node:test';
import type {RunInfo} from '../../src/core/events.ts';
import {repeatCommand} from '../../src/report/repeat-command.ts';

const info: RunInfo = {
  plugtest: '0.1.0',
  engine: '26.1',
  target: {form: 'socket', address: './my sock', command: ['./plugin', '--name', "it's"]},
  seed: 1,
  startedAt: '2026-01-02T03:04:05.000Z',
  level: 'MUST',
};

const check = {id: 'volume.get.x', kind: 'check', interface: 'volume'} as const;

test('the command that repeats a check has the target, the flags that matter and the command, quoted', () => {
  assert.equal(
    repeatCommand(check, info, {repeatFlags: ['--volume-opt', 'size=1 GB']}),
    "plugtest './my sock' --engine 26.1 --volume-opt 'size=1 GB' --select volume.get.x -- ./plugin --name 'it'\\''s'",
  );
});

test('a run of the demo is repeated as a demo', () => {
  assert.equal(
    repeatCommand(check, info, {repeat: ['plugtest', 'demo']}),
    'plugtest demo --engine 26.1 --select volume.get.x',
  );
});

test('what a rule found is repeated with the checks that make the calls', () => {
  const rule = {id: 'volume.replies.name', kind: 'rule', interface: 'volume'} as const;
  const repeat = ['plugtest', 'demo'];
  assert.equal(repeatCommand(rule, info, {repeat}), "plugtest demo --engine 26.1 --select 'volume.*'");
  assert.equal(
    repeatCommand({...rule, id: 'transport.error.has-text', interface: 'transport'}, info, {repeat}),
    'plugtest demo --engine 26.1',
  );
});
