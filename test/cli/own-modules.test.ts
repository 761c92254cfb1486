import assert from 'node:assert/strict';
import {existsSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import test from 'node:test';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest} from './plugtest.ts';

test('a new check passes on the good plugin and fails on the fault that was written with it', async t => {
  const cwd = temporaryFolder(t);
  const id = 'mine.get.answers';
  const made = await plugtest(['new', 'check', id], {cwd});
  assert.equal(made.code, 0, made.stderr);
  for (const name of [`${id}.mjs`, `${id}.fault.mjs`, `${id}.md`])
    assert.ok(existsSync(join(cwd, name)), name);
  assert.equal((await plugtest(['new', 'check', id], {cwd})).code, 2, 'nothing is overwritten');

  const args = ['demo', '--suite', `./${id}.mjs`, '--select', 'mine.*', '--reporter', 'json'];
  const good = await plugtest(args, {cwd});
  assert.equal(good.code, 0, good.stdout + good.stderr);
  assert.equal(JSON.parse(good.stdout).summary.passed, 1);
  const bad = await plugtest([...args, '--fault', `./${id}.fault.mjs`], {cwd});
  assert.equal(bad.code, 1, bad.stdout + bad.stderr);
  assert.deepEqual(JSON.parse(bad.stdout).results[0].source, ['where this is written or seen']);

  const explained = await plugtest(['explain', id, '--suite', `./${id}.mjs`], {cwd});
  assert.match(explained.stdout, /requirement +A created volume is found under its name\. \(mine\/1\)/);
});

test('a TypeScript suite and a reporter of the user are loaded against plugtest/authoring', async t => {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'package.json'), '{"type": "module"}');
  writeFileSync(join(cwd, 'mine.ts'), suite);
  // Node before 22.18 reads no TypeScript; the user has tsx then
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(resolve('node_modules/tsx'), join(cwd, 'node_modules/tsx'));
  writeFileSync(
    join(cwd, 'words.js'),
    'export async function reporter(events, out) { for await (const e of events) if (e.type === "check:end") out.write(e.result.status + " " + e.result.id + "\\n"); }',
  );
  const args = ['demo', '--suite', './mine.ts', '--select', 'mine.*', '--reporter', './words.js'];
  const {code, stdout, stderr} = await plugtest(args, {cwd});
  assert.equal(code, 0, stderr);
  assert.equal(stdout, 'passed mine.list.answers\n');
});

const suite = `import {type Check, defineCheck} from 'plugtest/authoring';
export const one: Check = defineCheck({
  id: 'mine.list.answers', title: 'List answers', level: 'SHOULD', requirement: 'mine/1',
  problem: 'List failed.', consequence: 'nothing is listed', fix: 'Answer List.',
  async run(t) { t.expect(await t.plugin.call('VolumeDriver.List')).toSucceed(); },
});
`;

test('modules that are absent, empty or incomplete are refused in one sentence', async t => {
  const cwd = temporaryFolder(t);
  writeFileSync(join(cwd, 'empty.js'), '');
  writeFileSync(join(cwd, 'broken.js'), 'export const x = ;');
  writeFileSync(join(cwd, 'half.js'), 'export const x = {kind: "check", id: "a.b.c", title: "t"};');
  for (const [word, message] of [
    ['./absent.js', /can't read "\.\/absent\.js": there is no such file/],
    ['../', /can't read "\.\.\/": it is a folder/],
    ['./empty.js', /exports no check, rule or suite/],
    ['./broken.js', /"\.\/broken\.js" can't be loaded: /],
    ['./half.js', /the check "a\.b\.c" has no problem/],
  ] as const) {
    const {code, stderr} = await plugtest(['list', '--suite', word], {cwd});
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  }
});
