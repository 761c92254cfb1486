import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import {createPlugin} from '../../fixtures/good/plugin.js';
import {cutShort} from '../../src/run/cut-short.ts';
import {run} from '../../src/run.ts';
import {temporaryFolder} from '../helpers/plugin-process.ts';

test('A run says which calls it did not wait for as long as dockerd would', async t => {
  const folder = temporaryFolder(t);
  const socket = join(folder, 'x.sock');
  const plugin = createPlugin({socket, state: join(folder, 'state')});
  plugin.handlers.set('VolumeDriver.Mount', () => new Promise(() => {}));
  await plugin.listen();
  t.after(() => plugin.close());
  const warnings: string[] = [];
  const options = {
    target: socket,
    engine: '29',
    level: 'MUST',
    callTimeoutMs: 300,
    timeoutMs: 60_000,
  } as const;
  for await (const event of run({...options, select: ['volume.mount.succeeds']}))
    if (event.type === 'warning') warnings.push(event.message);
  assert.deepEqual(warnings, [
    'VolumeDriver.Mount gave no answer within 0.3 s, the bound of --call-timeout; dockerd waits 120 s for it. If the plugin is slow here and not stuck, test it with a longer --call-timeout.',
  ]);
});

test('Where dockerd itself gives up as early there is nothing to say', () => {
  assert.equal(cutShort('VolumeDriver.Get', 60_000), undefined);
  assert.match(cutShort('VolumeDriver.Get', 59_000) ?? '', /within 59 s.*dockerd waits 60 s for it/);
  assert.match(cutShort('NetworkDriver.Join', 300_000) ?? '', /dockerd waits without a limit/);
});
