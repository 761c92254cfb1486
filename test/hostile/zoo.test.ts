import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {delimiter, join} from 'node:path';
import {describe, test} from 'node:test';
import type {Attack} from '../../fixtures/hostile/attack.js';
import {attacks} from '../../fixtures/hostile/attacks.js';
import {tryAttack} from './try-attack.ts';

/** Every second attack of each layer: `npm run zoo` tries them all, with more checks. */
const chosen = attacks.filter((_, index) => index % 2 === 0);
/** Most of them wait. */
const concurrency = availableParallelism() + 2;

test('The zoo has more than a hundred plugins, each with a name of its own', () => {
  assert.ok(chosen.length > 100, `${chosen.length} are tried here`);
  assert.equal(new Set(attacks.map(({name}) => name)).size, attacks.length);
});

describe('Plugtest withstands a plugin that', {concurrency}, () => {
  for (const attack of chosen) {
    test(`${attack.does} (${attack.name})`, {skip: whyNot(attack)}, async () => {
      const {faults, ...rest} = await tryAttack(attack, {checks: 'basic', callTimeoutMs: 500, runMs: 15_000});
      assert.deepEqual(faults, [], JSON.stringify(rest));
    });
  }
});

test('A plugin that hangs on one method does not make a run with the default time-outs long', async () => {
  const attack = attacks.find(({name}) => name === 'socket.hangs-on-mount');
  assert.ok(attack);
  const {faults, seconds} = await tryAttack(attack, {checks: 'all', callTimeoutMs: 0, runMs: 600_000});
  assert.deepEqual(faults, []);
  // a minute on an idle machine; the other tests run at the same time
  assert.ok(seconds < 120, `${seconds} s`);
});

function whyNot({needs}: Attack): string | false {
  if (needs === undefined) return false;
  const places = needs.startsWith('/')
    ? [needs]
    : (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, needs));
  return places.some(place => existsSync(place)) ? false : `there is no ${needs}`;
}
