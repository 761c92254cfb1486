import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import test from 'node:test';

const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter(file => file !== '');

/** Folders of some developer's machine; built from parts so that this file passes its own test. */
const machinePaths = new RegExp(
  ['work', 'root', 'home/[a-z]{2,}', 'Users/[A-Za-z]+'].map(part => `(?<![\\w.])/${part}/`).join('|'),
);

/** Recordings are data of other machines, kept as they were; the licence is not ours to change. */
const isData = /^(fixtures\/recordings\/|LICENSE$)/;

test('The lock file names no registry host', () => {
  const lock: unknown = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  assert.ok(
    !JSON.stringify(lock).includes('"resolved"'),
    'package-lock.json has "resolved" entries: see .npmrc',
  );
});

test('The lock file knows every optional package, without which npm ci refuses', () => {
  const lock: {packages: Record<string, {optionalDependencies?: Record<string, string>}>} = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );
  const named = Object.values(lock.packages).flatMap(entry => Object.keys(entry.optionalDependencies ?? {}));
  // npm leaves those out that the registry in use did not have; add them by hand, with version, os and cpu.
  assert.deepEqual(
    named.filter(name => lock.packages[`node_modules/${name}`] === undefined),
    [],
  );
});

test('No file names a folder of somebody’s machine', () => {
  const offenders = tracked
    .filter(file => !isData.test(file))
    .flatMap(file => {
      const lines = textOf(file).split('\n');
      const line = lines.findIndex(text => machinePaths.test(text));
      return line < 0 ? [] : [`${file}:${line + 1}: ${lines[line]?.trim()}`];
    });
  assert.deepEqual(offenders, []);
});

test('Every script that is run directly is executable', () => {
  const modes = git('ls-files', '--stage', 'bin', '.ci').trim().split('\n');
  assert.deepEqual(
    modes.filter(line => line !== '' && !line.startsWith('100755')),
    [],
  );
});

/** A clone that belongs to another user is still ours to look at. */
function git(...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'safe.directory=*', ...args], {encoding: 'utf8'});
}

/** Empty for files that were deleted but not yet staged. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
