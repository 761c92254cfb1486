import assert from 'node:assert/strict';
import test from 'node:test';
import {wantsColour} from '../../src/cli/terminal.ts';

test('NO_COLOR beats FORCE_COLOR, which beats the terminal', () => {
  assert.equal(wantsColour({}, true), true);
  assert.equal(wantsColour({}, false), false);
  assert.equal(wantsColour({TERM: 'dumb'}, true), false);
  assert.equal(wantsColour({FORCE_COLOR: '1'}, false), true);
  assert.equal(wantsColour({FORCE_COLOR: '0'}, true), false);
  assert.equal(wantsColour({NO_COLOR: '1', FORCE_COLOR: '1'}, true), false);
  assert.equal(wantsColour({NO_COLOR: ''}, true), true);
});
