import assert from 'node:assert/strict';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import test, {type TestContext} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {processStart} from '../../src/util/process-start.ts';
import {referencePlugin, temporaryFolder} from '../helpers/plugin-process.ts';
import {plugtest, startPlugtest} from './plugtest.ts';

const noProc = existsSync('/proc/self/stat') ? false : 'there is no /proc, which tells processes apart';

test('what a run left that was killed with SIGKILL is removed by plugtest clean, its plugin too', {
  skip: noProc,
}, async t => {
  const cwd = temporaryFolder(t);
  const root = join(cwd, 'volumes');
  const command = referencePlugin.command({socket: join(cwd, 'p.sock'), root, scratch: cwd});
  const journal = await killWhen(t, ['./p.sock', '-i', 'volume', '--', ...command], {
    cwd,
    isTime: text => leftIn(text).length > 0,
  });
  const plugin = Number(/"op":"plugin","pid":(\d+)/.exec(journal)?.[1]);
  const {code, stdout, stderr} = await clean(cwd);
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /1 killed run found, nothing is left/);
  assert.deepEqual(readdirSync(journalsOf(cwd)), []);
  assert.equal(processStart(plugin), null);
  assert.match((await clean(cwd)).stdout, /^0 killed runs found/);
});

test('FIFOs to a log driver that a killed run left are removed by plugtest clean', {
  skip: noProc,
}, async t => {
  const cwd = temporaryFolder(t);
  const place = ['--socket', join(cwd, 'p.sock'), '--state', join(cwd, 'logs')];
  const command = [process.execPath, resolve('fixtures/good/main.js'), ...place, '--interface', 'logging'];
  const words = ['./p.sock', '--select', 'logging.stream.*', '--', ...command];
  const journal = await killWhen(t, words, {
    cwd,
    isTime: text => fifosIn(text).some(path => existsSync(path)),
  });
  const fifos = fifosIn(journal);
  const {code, stdout, stderr} = await clean(cwd);
  assert.equal(code, 0, stdout + stderr);
  assert.deepEqual(
    fifos.filter(path => existsSync(path)),
    [],
  );
});

const journalsOf = (cwd: string) => join(cwd, 'state/journals');
const clean = (cwd: string) => plugtest(['clean'], optionsIn(cwd));
const optionsIn = (cwd: string) => ({cwd, env: {PLUGTEST_STATE_DIR: join(cwd, 'state')}});

/** Starts a run and kills it once its journal says that it is time; gives the journal. */
async function killWhen(
  t: TestContext,
  words: readonly string[],
  {cwd, isTime}: {readonly cwd: string; readonly isTime: (journal: string) => boolean},
): Promise<string> {
  const child = startPlugtest(['--reporter', 'tap', ...words], optionsIn(cwd));
  t.after(() => child.kill('SIGKILL'));
  child.stdout.resume();
  const journals = journalsOf(cwd);
  const journal = () => {
    const [name] = existsSync(journals) ? readdirSync(journals) : [];
    return name === undefined ? '' : readFileSync(join(journals, name), 'utf8');
  };
  const until = performance.now() + 60_000;
  while (!isTime(journal())) {
    assert.ok(performance.now() < until && child.exitCode === null, 'the run makes something');
    await wait(5);
  }
  child.kill('SIGKILL');
  await once(child, 'close');
  return journal();
}

function fifosIn(journal: string): readonly string[] {
  return [...journal.matchAll(/"op":"fifo","path":"([^"]+)"/g)].map(([, path = '']) => path);
}

/** Keys that were made and not yet put away. */
function leftIn(journal: string): readonly string[] {
  const left = new Set<string>();
  for (const line of journal.split('\n')) {
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
