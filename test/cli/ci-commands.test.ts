import assert from 'node:assert/strict';
import test from 'node:test';
import {withoutCiCommands} from '../../src/cli/ci-commands.ts';

test('no line stays that GitHub, Azure or TeamCity would take for a command', () => {
  const text = '  ::error::x\n::add-mask::y\n# ::set-env::\na ##vso[task.x]b\n##[error]c\n##teamcity[d]';
  assert.equal(
    withoutCiCommands(text),
    '  \\::error::x\n\\::add-mask::y\n# \\::set-env::\na #\\#vso[task.x]b\n#\\#[error]c\n#\\#teamcity[d]',
  );
});

test('other text stays as it is', () => {
  for (const text of ['a::b', 'http://[::1]/', '## title', '# comment'])
    assert.equal(withoutCiCommands(text), text);
});
