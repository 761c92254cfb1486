import assert from 'node:assert/strict';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {processStart} from '../../src/util/process-start.ts';
import {referencePlugin, temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest, startPlugtest} from './plugtest.ts';

test('what a run left that was killed with SIGKILL is removed by plugtest clean, its plugin too', async t => {
  if (!existsSync('/proc/self/stat')) return t.skip('there is no /proc, which tells processes apart');
  const cwd = temporaryFolder(t);
  const options = {cwd, env: {PLUGTEST_STATE_DIR: join(cwd, 'state')}};
  const journals = join(cwd, 'state/journals');
  const root = join(cwd, 'volumes');
  const command = referencePlugin.command({socket: join(cwd, 'p.sock'), root, scratch: cwd});
  const child = startPlugtest(['./p.sock', '-i', 'volume', '--reporter', 'tap', '--', ...command], options);
  t.after(() => child.kill('SIGKILL'));
  child.stdout.resume();
  const isMade = () => {
    const [name] = existsSync(journals) ? readdirSync(journals) : [];
    return name !== undefined && leftIn(join(journals, name)).length > 0;
  };
  const until = performance.now() + 60_000;
  while (!isMade()) {
    assert.ok(performance.now() < until && child.exitCode === null, 'the run makes something');
    await wait(5);
  }
  child.kill('SIGKILL');
  await once(child, 'close');
  const [name = ''] = readdirSync(journals);
  const text = readFileSync(join(journals, name), 'utf8');
  const plugin = Number(/"op":"plugin","pid":(\d+)/.exec(text)?.[1]);

  const {code, stdout, stderr} = await plugtest(['clean'], options);
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /1 killed run found, nothing is left/);
  assert.deepEqual(readdirSync(journals), []);
  assert.equal(processStart(plugin), null);
  assert.match((await plugtest(['clean'], options)).stdout, /^0 killed runs found/);
});

/** Keys that were made and not yet put away. */
function leftIn(file: string): readonly string[] {
  const left = new Set<string>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const key = /"key":"([^"]+)"/.exec(line)?.[1];
    if (key !== undefined && line.startsWith('{"op":"made"')) left.add(key);
    else if (key !== undefined) left.delete(key);
  }
  return [...left];
}

test('a run that ends by itself leaves no journal', async t => {
  const cwd = temporaryFolder(t);
  const env = {PLUGTEST_STATE_DIR: join(cwd, 'state')};
  const {code} = await plugtest(['demo', '--select', 'volume.get.*', '--reporter', 'tap'], {cwd, env});
  assert.equal(code, 0);
  assert.deepEqual(readdirSync(join(cwd, 'state/journals')), []);
});
