import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import test from 'node:test';
import {prepareKillingGround} from './killed.ts';

const skip = existsSync('/proc/self/environ') ? false : 'there is no /proc, which tells processes apart';

test('Of a run that is killed at any instant plugtest clean leaves nothing, and the next run is unaffected', {
  skip,
}, async t => {
  const ground = prepareKillingGround([
    'volume.mount.*',
    'volume.data.*',
    'volume.restart.*',
    'volume.process.*',
  ]);
  t.after(() => ground.remove());
  const {ms, faults} = await ground.wholeRun();
  assert.deepEqual(faults, []);
  for (const part of [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95])
    assert.deepEqual(await ground.killAfter(ms * part), [], `killed after ${Math.round(ms * part)} ms`);
  assert.deepEqual((await ground.wholeRun()).faults, []);
});
