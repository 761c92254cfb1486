import assert from 'node:assert/strict';
import test from 'node:test';
import {commands} from '../../src/cli/commands/index.ts';
import {helpFor} from '../../src/cli/help.ts';

test('every command has a help page with its flags, exit codes and examples', () => {
  for (const {name, options} of commands) {
    const page = helpFor([name, '--help'], 100) ?? '';
    for (const option of options) assert.match(page, new RegExp(`--${option}\\b`));
    assert.match(page, /Exit codes:[\s\S]*Examples:\n {2}plugtest /);
    assert.ok(
      page.split('\n').every(line => line.length <= 110),
      name,
    );
  }
});

test('the main help page names every command and the flags of run', () => {
  const page = helpFor(['-h'], 100) ?? '';
  for (const {name} of commands) assert.match(page, new RegExp(`^ {2}(\\[run\\]|${name})`, 'm'));
  assert.match(page, /--select PATTERN/);
});

test('without --help there is no help page', () => {
  assert.equal(helpFor(['run', './sock'], 100), null);
});
