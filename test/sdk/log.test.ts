import assert from 'node:assert/strict';
import {createReadStream, readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {createDocker} from '../../src/daemon/daemon.ts';
import {decodeEntry} from '../../src/daemon/logging/entry.ts';
import {FrameReader} from '../../src/daemon/logging/frames.ts';
import {onePlugin} from '../../src/daemon/plugins/folders.ts';
import {startPlugin, temporaryFolder} from '../helpers/plugin-process.ts';
import {buildDriver, lineOf, skipWithoutGo as skip, tryDriver} from '../helpers/sdk-driver.ts';

test('A correct log driver on docker/go-plugins-helpers passes', {skip}, async t => {
  const {results, exitCode} = await tryDriver(t, 'log');
  // a busy machine may make it slow, which is warned
  for (const result of results.filter(({status}) => status === 'warned')) t.diagnostic(lineOf(result));
  const wrong = results.filter(({status}) => status === 'failed' || status === 'errored');
  assert.deepEqual(wrong.map(lineOf), []);
  assert.equal(exitCode, 0);
  const passed = results.filter(({id, status}) => id.startsWith('logging.') && status === 'passed');
  assert.ok(passed.length >= 60, `${passed.length} checks passed`);
});

const lineCount = 1_000_000;
/** Lines that the container writes at once. */
const atOnce = 1000;

test('A million lines of a container are in the log of a Go driver, each once and in order', {
  skip,
}, async t => {
  const folder = temporaryFolder(t);
  const {socket, command} = buildDriver(folder, 'log');
  await startPlugin(t, {name: 'sdk-go-log', whyNot: () => null, command: () => command}, socket);
  const docker = createDocker({plugins: onePlugin('go-log', {kind: 'unix', path: socket})});
  t.after(() => docker.dispose());
  await docker.daemon.start();
  const web = await docker.run({log: {driver: 'go-log'}});
  const startedAt = performance.now();
  for (let from = 0; from < lineCount; from += atOnce) {
    const lines = Array.from({length: atOnce}, (_, i) => `${from + i}\n`);
    await web.log('stdout', lines.join(''));
  }
  assert.equal((await web.stop()).ok, true);
  t.diagnostic(`${lineCount} lines in ${Math.round(performance.now() - startedAt)} ms`);
  const logs = readdirSync(join(folder, 'state', 'logs'));
  assert.equal(logs.length, 1);
  assert.equal(await countInOrder(join(folder, 'state', 'logs', logs[0] ?? '')), lineCount);
});

/** How many lines there are; they must be the numbers from 0 on. */
async function countInOrder(path: string): Promise<number> {
  const frames = new FrameReader();
  let count = 0;
  for await (const chunk of createReadStream(path)) {
    for (const frame of frames.push(chunk as Buffer)) {
      const line = Buffer.from(decodeEntry(frame).line).toString();
      if (line !== String(count)) assert.fail(`line ${count} is ${JSON.stringify(line)}`);
      count += 1;
    }
  }
  assert.equal(frames.isCutOff, false);
  return count;
}
