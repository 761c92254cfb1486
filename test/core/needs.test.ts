import assert from 'node:assert/strict';
import test from 'node:test';
import {implementsDriver, isActivated} from '../../src/core/needs.ts';
import {someFacts} from './_checks.ts';

const needsVolume = implementsDriver('VolumeDriver');

test('A driver that the handshake names can be checked', () => {
  assert.deepEqual(needsVolume(someFacts), {ok: true});
  assert.deepEqual(isActivated(someFacts), {ok: true});
});

test('A driver that a plugin of another kind does not name is not applicable', () => {
  const answer = needsVolume({...someFacts, implements: ['authz']});
  assert.ok(!answer.ok);
  assert.equal(answer.status, 'not-applicable');
  assert.match(answer.reason, /names authz/);
});

test('After a failed handshake every driver is blocked by the check of the handshake', () => {
  const facts = {...someFacts, implements: [], handshake: {error: 'EOF', firstWords: null}};
  for (const need of [needsVolume, isActivated]) {
    const answer = need(facts);
    assert.ok(!answer.ok && answer.status === 'blocked');
    assert.equal(answer.by, 'handshake.activate.answers');
    assert.equal(answer.reason, 'EOF');
  }
});

test('Without a word that dockerd knows every driver is blocked by the check of the words', () => {
  for (const words of [[], ['volumedriver', 'GraphDriver']]) {
    const answer = needsVolume({...someFacts, implements: words});
    assert.ok(!answer.ok && answer.status === 'blocked');
    assert.equal(answer.by, 'handshake.implements.known-word');
  }
});
