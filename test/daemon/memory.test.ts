import assert from 'node:assert/strict';
import test from 'node:test';
import {collectGarbage} from '../helpers/garbage.ts';
import {scriptedPlugin, startDocker} from './_plugin.ts';

test('What the daemon has answered is not kept while it lives', async t => {
  const docker = await startDocker(t, await scriptedPlugin(t));
  const ask = async () => new WeakRef(await docker.api({method: 'GET', target: '/v1.41/info'}));
  const answers = [await ask(), await ask(), await ask()];
  assert.ok(answers[0]?.deref()?.executed);
  // a WeakRef holds its target until the turn in which it was looked at ends
  await new Promise(setImmediate);
  collectGarbage();
  assert.deepEqual(
    answers.map(answer => answer.deref()),
    [undefined, undefined, undefined],
  );
});
