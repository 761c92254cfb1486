import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {readPolicy} from '../../src/cli/policy-file.ts';
import {readTextFile} from '../../src/cli/user-files.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest} from './plugtest.ts';

/** How each file of the user is named, and what is expected in it. */
const uses: readonly (readonly [args: (file: string) => string[], expected: RegExp])[] = [
  [file => ['demo', '--policy', file], /a policy, which plugtest policy init writes/],
  [file => ['demo', '--config', file], /a configuration such as \{/],
  [file => ['demo', '--baseline', file], /a baseline such as \{/],
  [file => ['demo', '--select', `@${file}`], /one pattern a line/],
  [file => ['list', '--suite', `./${file}`], /a JavaScript or TypeScript file/],
  [file => ['demo', '--reporter', `./${file}`], /a JavaScript or TypeScript file/],
  [file => ['merge', file], /a file that --reporter jsonl=FILE wrote/],
  [file => ['compare', file, file], /what --reporter jsonl=FILE or json=FILE wrote/],
  [file => ['statement', file, '--signed-off-by', 'Ann'], /a file that --reporter jsonl=FILE wrote/],
  [file => ['verify', file, file], /what plugtest statement wrote/],
];

test('a folder in place of a file, and a file that is not there, are refused with what was expected', async t => {
  const cwd = temporaryFolder(t);
  mkdirSync(join(cwd, 'folder'));
  for (const [argsFor, expected] of uses) {
    for (const [file, why] of [
      ['folder', 'it is a folder; name a file in it'],
      ['absent', 'there is no such file'],
    ] as const) {
      const args = argsFor(file);
      const {code, stdout, stderr} = await plugtest(args, {cwd});
      assert.deepEqual({code, stdout}, {code: 2, stdout: ''}, args.join(' '));
      assert.match(stderr, /^plugtest: can't read "[^\n]+\n$/, args.join(' '));
      assert.ok(stderr.includes(`${file}": ${why}; expected `), stderr);
      assert.match(stderr, expected);
    }
  }
});

test('a path through a file and a circle of links are told in words', t => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'file');
  writeFileSync(file, '');
  symlinkSync('circle', join(folder, 'circle'));
  assert.throws(
    () => readTextFile(join(file, 'x'), 'y'),
    /file\/x": a part of its path is no folder; expected y$/,
  );
  assert.throws(() => readPolicy(join(folder, 'circle')), /its links lead in a circle; expected a policy/);
});

test('a file that may not be read is told in words', t => {
  if (process.getuid?.() === 0) return t.skip('root may read every file');
  const file = join(temporaryFolder(t), 'file');
  writeFileSync(file, '');
  chmodSync(file, 0);
  assert.throws(() => readTextFile(file, 'y'), /permission denied; make it readable for you; expected y$/);
});
