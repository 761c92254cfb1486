// Runs the tests: `npm test`, or `npm test -- test/wire` for files whose path holds a word.
// node:test does the work (docs/decisions/0002-node-test.md); this file picks the files, the number of processes
// and leaves the totals in .plugtest/test-result.json for .ci/run.
import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join, relative} from 'node:path';
import {run} from 'node:test';
import type {TestEvent} from 'node:test/reporters';
import {spec} from 'node:test/reporters';

/** One file may take this long; the detection tables of logging and networks are the slowest. */
const fileTimeoutMs = 40 * 60_000;

const words = process.argv.slice(2);
const files = readdirSync('test', {recursive: true, encoding: 'utf8'})
  .filter(file => file.endsWith('.test.ts'))
  .map(file => join('test', file))
  .filter(file => words.length === 0 || words.some(word => file.includes(word)))
  .sort();

if (files.length === 0) {
  console.error(`no test file matches ${words.join(' ')}: give a part of a path below test/`);
  process.exit(2);
}

// Tests of the command line start what is built.
if (spawnSync(process.execPath, ['scripts/setup.js', '--build-only'], {stdio: 'inherit'}).status !== 0)
  process.exit(1);

const totals = {passed: 0, failed: 0, skipped: 0};
const skips: string[] = [];
const failures: string[] = [];
const startedAt = performance.now();
// The detection tables start several plugins at once themselves and measure times: one table after the other, at the end.
const isTable = (file: string) => file.startsWith(join('test', 'detection'));
// Many other tests wait for sockets and processes, so one process more than cores keeps both busy.
await runFiles(
  files.filter(file => !isTable(file)),
  availableParallelism() + 1,
);
await runFiles(files.filter(isTable), 1);
finish();

function runFiles(some: string[], concurrency: number): Promise<void> {
  if (some.length === 0) return Promise.resolve();
  const stream = run({files: some, concurrency, timeout: fileTimeoutMs});
  stream.on('test:pass', event => count(event, 'passed'));
  stream.on('test:fail', event => {
    count(event, 'failed');
    remember(event);
  });
  stream.compose(new spec()).pipe(process.stdout, {end: false});
  return new Promise(resolve => {
    stream.once('end', () => resolve());
  });
}

function count(
  event: Extract<TestEvent, {type: 'test:pass' | 'test:fail'}>['data'],
  outcome: 'passed' | 'failed',
) {
  if (event.details.type === 'suite') return;
  if (event.skip === undefined && event.todo === undefined) totals[outcome] += 1;
  else {
    totals.skipped += 1;
    skips.push(`${event.name}: ${event.skip || event.todo}`);
  }
}

/** Where a long log is cut, its end must still say what failed and why. */
function remember({name, file, details}: Extract<TestEvent, {type: 'test:fail'}>['data']) {
  if (details.type === 'suite') return;
  const reason = String(details.error.cause ?? details.error);
  failures.push(
    `${file ? relative('.', file) : 'unknown file'}: ${name}\n  ${reason.slice(0, 1500).replaceAll('\n', '\n  ')}`,
  );
}

function finish() {
  mkdirSync('.plugtest', {recursive: true});
  writeFileSync('.plugtest/test-result.json', `${JSON.stringify({...totals, failures, skips})}\n`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.once('beforeExit', () => {
    for (const failure of failures) console.log(`failed: ${failure}`);
    for (const skip of skips) console.log(`skipped: ${skip}`);
    console.log(
      `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped in ${seconds} s`,
    );
  });
  if (totals.failed > 0) process.exitCode = 1;
}
