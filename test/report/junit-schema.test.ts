import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {junit} from '../../src/report/junit.ts';
import {render} from './render.ts';
import {runs} from './runs.ts';

const schema = fileURLToPath(new URL('junit.xsd', import.meta.url));
const isMissing = spawnSync('xmllint', ['--version']).error !== undefined;

for (const [name, events] of Object.entries(runs)) {
  const skip = isMissing && 'xmllint is not installed (apt-get install libxml2-utils)';
  test(`the JUnit report of the run "${name}" is valid against the common schema`, {skip}, async () => {
    const {status, stderr} = spawnSync('xmllint', ['--noout', '--schema', schema, '-'], {
      input: await render(junit, events),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });
}
