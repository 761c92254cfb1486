import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {promisify} from 'node:util';
import {temporaryFolder} from './helpers/plugin-process.ts';

const run = promisify(execFile);

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly {readonly path: string}[];
}

test('The packed package holds compiled JavaScript and works where it is installed', async t => {
  const folder = temporaryFolder(t);
  // The build is fresh: scripts/setup.js ran before the tests. Packing must not rebuild under running tests.
  const {stdout} = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const packed = firstOf(JSON.parse(stdout));
  t.diagnostic(
    `packed: ${packed.size} bytes, unpacked: ${packed.unpackedSize} bytes, ${packed.files.length} files`,
  );

  await t.test('No TypeScript source is in it', () => {
    const sources = packed.files.filter(({path}) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
    assert.deepEqual(sources, []);
  });

  await t.test('plugtest --version and demo run from it', async () => {
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await run('npm', [...install, join(folder, packed.filename)], {cwd: folder});
    const plugtest = join(folder, 'node_modules/.bin/plugtest');
    const {version}: {version: string} = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal((await run(plugtest, ['--version'], {cwd: folder})).stdout.trim(), version);
    assert.match((await run(plugtest, ['demo'], {cwd: folder})).stdout, /passed/);
  });
});

/** npm 11 and older print a list, newer ones an object by package name. */
function firstOf(output: readonly Packed[] | Readonly<Record<string, Packed>>): Packed {
  const [first] = Object.values(output);
  assert.ok(first, 'npm pack printed no package');
  return first;
}
