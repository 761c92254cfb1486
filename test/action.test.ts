import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import test from 'node:test';
import {parse} from 'yaml';
import {optionTable} from '../src/cli/options.ts';
import {reporters} from '../src/report/registry.ts';
import {temporaryFolder} from './helpers/plugin-process.ts';

interface Step {
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, {readonly required?: boolean; readonly default?: string}>>;
  readonly outputs: Readonly<Record<string, {readonly value: string}>>;
  readonly runs: {readonly steps: readonly Step[]};
}

const action: Action = parse(readFileSync('action.yml', 'utf8'));
const inputIn = /\$\{\{ *inputs\.([\w-]+) *\}\}/g;

/** The value with its inputs filled in, as the runner does it. */
function filled(text: string, inputs: Readonly<Record<string, string>>): string {
  return text.replace(inputIn, (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '');
}

test('Every input of the action is used, and every input that is used is declared', () => {
  const places = [
    ...action.runs.steps.flatMap(({env = {}}) => Object.values(env)),
    ...Object.values(action.outputs).map(({value}) => value),
  ];
  const used = places.flatMap(text => [...text.matchAll(inputIn)].map(([, name]) => name));
  assert.deepEqual([...new Set(used)].sort(), Object.keys(action.inputs).sort());
  for (const text of places) assert.match(text, new RegExp(`^${inputIn.source}$`));
});

test('docs/ci.md explains every input of the action, and no other', () => {
  const table = [...readFileSync('docs/ci.md', 'utf8').matchAll(/^\| `([\w-]+)` +\|/gm)];
  assert.deepEqual(table.map(([, name]) => name).sort(), Object.keys(action.inputs).sort());
});

test('The action runs files that exist, with options and reporters that there are', () => {
  for (const {run} of action.runs.steps) {
    for (const [, path = ''] of run.matchAll(/\$GITHUB_ACTION_PATH\/([\w./-]+)/g))
      assert.ok(existsSync(path), path);
    for (const [, name] of run.matchAll(/ --([a-z][a-z-]+)/g))
      assert.ok(
        optionTable.some(option => option.name === name),
        `--${name}`,
      );
    for (const [, name] of run.matchAll(/ --reporter "?(\w+)/g))
      assert.ok(
        reporters.some(reporter => reporter.name === name),
        name,
      );
  }
});

test('The step that tests the plugin starts it, passes its options on, and writes the reports', t => {
  const cwd = temporaryFolder(t);
  const step = action.runs.steps.at(-1);
  assert.ok(step?.env);
  const run = (inputs: Readonly<Record<string, string>>) => {
    const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, inputs)]);
    const {GITHUB_STEP_SUMMARY: _summary, GITHUB_ACTIONS: _actions, ...inherited} = process.env;
    // as the runner calls the shell `bash`
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd,
      encoding: 'utf8',
      env: {...inherited, ...Object.fromEntries(env), GITHUB_ACTION_PATH: resolve('.')},
    });
  };
  mkdirSync(join(cwd, 'a b'));
  const command = [process.execPath, resolve('bin/plugtest'), 'reference', '--socket', './a b/p.sock'];
  const options = '--select\nhandshake.activate.*\n\n--engine\n26.1\n';
  const passed = run({
    target: './a b/p.sock',
    command: command.join('\n'),
    options,
    'report-folder': 'the reports',
  });
  assert.equal(passed.status, 0, passed.stdout + passed.stderr);
  assert.match(passed.stdout, /as Docker Engine 26\.1 → \.\/a b\/p\.sock/);
  for (const name of ['report.html', 'junit.xml', 'run.jsonl'])
    assert.ok(existsSync(join(cwd, 'the reports', name)), name);

  const absent = run({target: './absent.sock'});
  assert.equal(absent.status, 3, 'the exit code of plugtest is the step’s');
  assert.ok(existsSync(join(cwd, 'plugtest-report/run.jsonl')), 'the default folder');
});
