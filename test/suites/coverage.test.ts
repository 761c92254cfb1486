import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import test from 'node:test';
import type {Check, Rule} from '../../src/core/check.ts';
import {listChecks, requirementOf} from '../../src/run.ts';
import {suites} from '../../suites/index.ts';

const entries = listChecks();
const checks = entries.filter((entry): entry is Check => entry.kind === 'check');
const byId = new Map(entries.map(entry => [entry.id, entry]));

const folder = new URL('../../suites/', import.meta.url);
const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'));

/** File of each id as written in the source: ids are literal, so that a search finds them. */
const fileOf = new Map(
  files.flatMap(file => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return [...text.matchAll(/^ {2}id: '([^']+)',$/gm)].map(([, id]) => [id, file] as const);
  }),
);

test('Every id is unique', () => {
  assert.equal(byId.size, entries.length);
});

test('Every id begins with its folder and its file (daemon-knows.ts holds more of daemon.*); those of rules.ts with the folder', () => {
  const wrong = entries.filter(({id}) => {
    const file = fileOf.get(id);
    if (file === undefined) return true;
    const [area, operation = ''] = id.split('.');
    if (area !== dirname(file)) return true;
    const room = basename(file, '.ts');
    return room !== 'rules' && room !== operation && !room.startsWith(`${operation}-`);
  });
  assert.deepEqual(
    wrong.map(({id}) => `${id} in ${fileOf.get(id) ?? 'no file'}`),
    [],
  );
});

test('Every check in the source is part of a suite', () => {
  assert.deepEqual(
    [...fileOf.keys()].filter(id => id !== undefined && !byId.has(id)),
    [],
  );
});

test('Ids are made of lower-case words, digits and hyphens, three parts at least', () => {
  for (const {id} of entries) assert.match(id, /^[a-z0-9-]+(\.[a-z0-9-]+){2,}$/);
});

test('Every text is filled in, in the form that reports expect', () => {
  for (const entry of entries)
    for (const problem of textProblems(entry)) assert.fail(`${entry.id}: ${problem}`);
});

function textProblems(entry: Check | Rule): string[] {
  const {title, problem, consequence, fix} = entry;
  const problems = Object.entries({title, problem, consequence, fix})
    .filter(([, text]) => text.trim().length < 8)
    .map(([name]) => `${name} is empty`);
  if (!problem.endsWith('.')) problems.push('problem is a sentence and ends with a full stop');
  if (!fix.endsWith('.')) problems.push('fix is a sentence and ends with a full stop');
  if (title.endsWith('.')) problems.push('title ends without a full stop');
  return problems;
}

test('No two titles are alike', () => {
  assert.equal(new Set(entries.map(({title}) => title)).size, entries.length);
});

test('Every requirement key of a check exists and has a source', () => {
  for (const {id, requirement} of entries) {
    for (const key of [requirement].flat()) {
      assert.ok(requirementOf(key), `${id}: there is no requirement ${key}`);
      assert.ok((requirementOf(key)?.source.length ?? 0) > 0, `${key} has no source`);
    }
  }
});

test('What a check depends on exists', () => {
  for (const check of checks)
    for (const id of check.dependsOn ?? []) assert.ok(byId.get(id)?.kind === 'check', `${check.id}: ${id}`);
});

test('No check depends on itself, over however many steps', () => {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string, path: readonly string[]): void => {
    if (state.get(id) === 'done') return;
    assert.ok(state.get(id) !== 'open', `circle: ${[...path, id].join(' → ')}`);
    state.set(id, 'open');
    for (const next of checks.find(check => check.id === id)?.dependsOn ?? []) visit(next, [...path, id]);
    state.set(id, 'done');
  };
  for (const {id} of checks) visit(id, []);
});

/** Areas whose suites are complete; the others are being written. */
for (const area of new Set(suites.map(suite => suite.requirementArea))) {
  const table = suites.find(suite => suite.requirementArea === area)?.requirements ?? {};
  const tested = new Set(entries.flatMap(({requirement}) => requirement));

  test(`Every requirement of ${area} has a check, or a reason why it has none`, () => {
    assert.deepEqual(
      Object.keys(table).filter(number => {
        const key = `${area}/${number}`;
        return !tested.has(key) && table[Number(number)]?.untested === undefined;
      }),
      [],
    );
  });

  test(`No requirement of ${area} is both tested and called untestable`, () => {
    assert.deepEqual(
      Object.keys(table).filter(
        number => tested.has(`${area}/${number}`) && table[Number(number)]?.untested !== undefined,
      ),
      [],
    );
  });

  test(`The requirements of ${area} are numbered without a gap`, () => {
    const numbers = Object.keys(table).map(Number);
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });
}
