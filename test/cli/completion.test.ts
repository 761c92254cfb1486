import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';
import {commands} from '../../src/cli/commands/index.ts';
import {bashCompletion} from '../../src/cli/completion/bash.ts';
import {fishCompletion} from '../../src/cli/completion/fish.ts';

/** What bash offers for a line that is being typed. */
function offered(...words: readonly string[]): readonly string[] {
  const quoted = words.map(word => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(plugtest ${quoted}); COMP_CWORD=${words.length}; _plugtest; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const {stdout, stderr, status} = spawnSync('bash', ['-c', `${bashCompletion(commands)}\n${ask}`], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n');
}

test('bash completes commands, the flags of the command, and values', () => {
  assert.ok(offered('mer').includes('merge'));
  assert.deepEqual(offered('demo', '--faul'), ['--fault']);
  assert.deepEqual(offered('./sock', '--level', 'm'), ['must', 'may']);
  assert.deepEqual(offered('merge', '--engine-x'), ['']);
});

test('fish gets a line for every flag, with quotes escaped', () => {
  const script = fishCompletion(commands);
  assert.match(
    script,
    /^complete -c plugtest -n '__fish_seen_subcommand_from demo' -l level -xa 'must should may' -d '/m,
  );
  assert.match(script, /-a explain -d 'one check\\'s page/);
});
