import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';

test('a folder of recordings that is not there, or is a file, is refused in one sentence', () => {
  for (const folder of ['absent', 'package.json']) {
    const args = ['--import', 'tsx', 'scripts/fidelity.ts', '--recordings', folder];
    const {status, stderr} = spawnSync(process.execPath, args, {encoding: 'utf8'});
    assert.equal(status, 2, stderr);
    assert.equal(
      stderr,
      `--recordings: "${folder}" is no folder; expected <engine>/<area>-<scenario>.ndjson in it.\n`,
    );
  }
});
