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
/** With more files than this the cause is no chance. */
const filesTriedAgain = 5;
/** How a test says that something was tried again, and how the end of the output does. */
const FIRST_TRY = 'failed at the first try: ';

type Ended = Extract<TestEvent, {type: 'test:pass' | 'test:fail'}>['data'];

/** What came of one file. */
class Outcome {
  passed = 0;
  readonly failures: string[] = [];
  readonly skips: string[] = [];
}

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

const startedAt = performance.now();
/** By the file that defines a test: a helper's own, where that defines tests for several. */
type Outcomes = Map<string, Outcome>;
const outcomes: Outcomes = new Map();
const secondTries: string[] = [];
// The detection tables start several plugins at once themselves and measure times: one table after the other, at the end.
const isTable = (file: string) => file.startsWith(join('test', 'detection'));
const others = files.filter(file => !isTable(file));
// Many other tests wait for sockets and processes, so one process more than cores keeps both busy.
await runFiles(others, {concurrency: availableParallelism() + 1, outcomes});
await tryAgain(others.filter(hasFailed));
// The tables start thousands of Nodes; before them npm may need what this takes away.
await import('./lean-node.ts');
await runFiles(files.filter(isTable), {concurrency: 1, outcomes});
finish();

function hasFailed(file: string): boolean {
  return (outcomes.get(file)?.failures.length ?? 0) > 0;
}

/**
 * What failed beside other tests on a busy machine is tried once more alone, and said so, as the detection tables do it.
 * What fails twice has failed.
 */
async function tryAgain(failed: readonly string[]): Promise<void> {
  if (failed.length > filesTriedAgain) return;
  const second: Outcomes = new Map();
  await runFiles(failed, {concurrency: 1, outcomes: second});
  for (const file of failed) {
    secondTries.push(...(outcomes.get(file)?.failures ?? []));
    const again = second.get(file);
    if (again !== undefined) outcomes.set(file, again);
  }
}

interface Running {
  readonly concurrency: number;
  readonly outcomes: Outcomes;
}

function runFiles(some: readonly string[], {concurrency, outcomes}: Running): Promise<void> {
  if (some.length === 0) return Promise.resolve();
  const stream = run({files: [...some], concurrency, timeout: fileTimeoutMs});
  stream.on('test:pass', test => count(test, outcomes));
  stream.on('test:fail', test => count(test, outcomes));
  stream.on('test:diagnostic', ({message}) => {
    if (message.startsWith(FIRST_TRY)) secondTries.push(message.slice(FIRST_TRY.length));
  });
  stream.compose(new spec()).pipe(process.stdout, {end: false});
  return new Promise(resolve => {
    stream.once('end', () => resolve());
  });
}

function count(test: Ended, outcomes: Outcomes): void {
  if (test.details.type === 'suite') return;
  const file = test.file === undefined ? 'unknown file' : relative('.', test.file);
  const outcome = outcomes.get(file) ?? new Outcome();
  outcomes.set(file, outcome);
  if (test.skip !== undefined || test.todo !== undefined)
    outcome.skips.push(`${test.name}: ${test.skip || test.todo}`);
  else if ('error' in test.details) outcome.failures.push(describe(file, test.name, test.details.error));
  else outcome.passed += 1;
}

/** Where a long log is cut, its end must still say what failed and why. */
function describe(file: string, name: string, error: Error): string {
  const reason = String(error.cause ?? error);
  return `${file}: ${name}\n  ${reason.slice(0, 1500).replaceAll('\n', '\n  ')}`;
}

function finish(): void {
  const all = [...outcomes.values()];
  const failures = all.flatMap(outcome => outcome.failures);
  const skips = all.flatMap(outcome => outcome.skips);
  const passed = all.reduce((sum, outcome) => sum + outcome.passed, 0);
  const totals = {passed, failed: failures.length, skipped: skips.length};
  mkdirSync('.plugtest', {recursive: true});
  writeFileSync(
    '.plugtest/test-result.json',
    `${JSON.stringify({...totals, failures, skips, secondTries})}\n`,
  );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.once('beforeExit', () => {
    for (const test of secondTries) console.log(`${FIRST_TRY}${test}`);
    for (const failure of failures) console.log(`failed: ${failure}`);
    for (const skip of skips) console.log(`skipped: ${skip}`);
    console.log(`${passed} passed, ${failures.length} failed, ${skips.length} skipped in ${seconds} s`);
  });
  if (failures.length > 0) process.exitCode = 1;
}
