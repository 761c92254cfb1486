import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {loadFixtures} from '../../src/cli/fixtures.ts';
import {startPlugtest} from './plugtest.ts';

test('the lists of the reference plugin have the form that the command line expects', async () => {
  const fixtures = await loadFixtures();
  const all = [...(await fixtures.loadFaults()), ...(await fixtures.loadVariants())];
  assert.ok(all.length > 0);
  for (const {name, describe} of all) assert.ok(name && describe, name);
  for (const {catches} of await fixtures.loadFaults()) assert.ok(Array.isArray(catches));
  assert.deepEqual(
    fixtures.names('odd'),
    (await fixtures.loadVariants()).map(({name}) => name),
  );
});

test('plugtest reference listens until SIGTERM and leaves no socket behind', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'plugtest-reference-test-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  const child = startPlugtest(['reference', '--socket', join(folder, 'ref.sock')]);
  const [chunk] = await once(child.stdout, 'data');
  assert.match(String(chunk), /listening on .*ref\.sock/);
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
  assert.deepEqual(await readdir(folder), []);
});
