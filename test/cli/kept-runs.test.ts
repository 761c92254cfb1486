import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import type {RunEvent} from '../../src/core/events.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {finding, result, runOf, runs} from '../report/runs.ts';
import {plugtest} from './plugtest.ts';

function keep(folder: string, name: string, events: readonly RunEvent[]): string {
  writeFileSync(join(folder, name), events.map(event => `${JSON.stringify(event)}\n`).join(''));
  return name;
}

const one = runOf([result('a.b.x', 'passed'), finding('a.b.y', 'failed'), result('a.b.z', 'passed')], {
  exitCode: 1,
});
const other = runOf([finding('a.b.x', 'warned'), result('a.b.y', 'passed'), result('a.b.z', 'passed')], {
  exitCode: 0,
});

test('compare names what is worse, then what is better, and fails when anything is worse', async t => {
  const cwd = temporaryFolder(t);
  const files = [keep(cwd, 'one.jsonl', one), keep(cwd, 'other.jsonl', other)];
  const {code, stdout} = await plugtest(['compare', ...files], {cwd});
  assert.equal(code, 1);
  assert.equal(
    stdout,
    '✗ a.b.x  passed  →  warned\n✓ a.b.y  failed  →  passed\n2 of 3 checks differ: 1 worse, 1 better, 0 other\n',
  );
  const same = await plugtest(['compare', 'one.jsonl', 'one.jsonl', '--json'], {cwd});
  assert.equal(same.code, 0);
  assert.deepEqual(JSON.parse(same.stdout).differences, []);
});

test('a statement is verified from the events, and any change in either is named', async t => {
  const cwd = temporaryFolder(t);
  keep(cwd, 'run.jsonl', other);
  const stated = await plugtest(['statement', 'run.jsonl', '--signed-off-by', 'Ann'], {cwd});
  assert.equal(stated.code, 0, stated.stderr);
  writeFileSync(join(cwd, 's.json'), stated.stdout);
  assert.deepEqual(JSON.parse(stated.stdout).exceptions, {'a.b.x': 'warned'});
  assert.equal((await plugtest(['verify', 's.json', 'run.jsonl'], {cwd})).code, 0);

  const forged = readFileSync(join(cwd, 's.json'), 'utf8').replace('"warned": 1', '"warned": 0');
  writeFileSync(join(cwd, 's.json'), forged);
  const {code, stdout} = await plugtest(['verify', 's.json', 'run.jsonl'], {cwd});
  assert.equal(code, 1);
  assert.match(
    stdout,
    /sha256: the statement was changed[\s\S]*totals: stated .*"warned":0.* recomputed .*"warned":1/,
  );
});

test('nothing is stated about a run that was broken off or is one part of several', async t => {
  const cwd = temporaryFolder(t);
  keep(cwd, 'aborted.jsonl', runs['aborted'] ?? []);
  const {code, stderr} = await plugtest(['statement', 'aborted.jsonl', '--signed-off-by', 'Ann'], {cwd});
  assert.equal(code, 2);
  assert.match(stderr, /the run was broken off/);
});
