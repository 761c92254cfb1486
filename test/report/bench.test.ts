import assert from 'node:assert/strict';
import test from 'node:test';
import {htmlBench} from '../../src/report/bench/html.ts';
import {prettyBench} from '../../src/report/bench/pretty.ts';
import {validateBench} from '../../src/schema/bench.ts';
import {bench} from './benches.ts';
import {memoryOutput} from './render.ts';
import {matchesSnapshot} from './snapshot.ts';

test('A benchmark on the terminal is three tables, then what went wrong', async () => {
  const out = memoryOutput();
  prettyBench(bench, out);
  await matchesSnapshot('bench.pretty.txt', out.text());
});

test("A benchmark's page holds the tables, asks for nothing from outside and runs nothing", () => {
  const text = htmlBench(bench);
  assert.match(text, /^<!doctype html>[\s\S]*<\/html>\n$/);
  assert.match(text, /script-src &#39;none&#39;/);
  assert.match(text, /<code>VolumeDriver\.Create … Remove<\/code><\/th><td class="number">64<\/td>/);
  assert.match(text, /no &lt;b&gt;device&lt;\/b&gt;\\x1b\[31m/);
  assert.doesNotMatch(text, /<(link|img|iframe|object|embed)\b|\ssrc=|url\(|@import|\sstyle=|\son\w+=/);
});

test('The schema of benchmarks takes one and refuses what lacks a figure', () => {
  assert.deepEqual(validateBench(JSON.parse(JSON.stringify(bench))), []);
  const {p50Ms: _, ...row} = bench.calls[0] ?? {};
  assert.equal(validateBench({...bench, calls: [row]})[0]?.path, 'calls[0]');
});
