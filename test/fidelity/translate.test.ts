import assert from 'node:assert/strict';
import test from 'node:test';
import {flagTable, keyValues, parseFlags} from '../../scripts/fidelity/translate/flags.ts';
import {programOf, trapsComeLate} from '../../scripts/fidelity/translate/program.ts';
import {shellWords} from '../../scripts/fidelity/translate/words.ts';

test('A command line splits into words as in a shell', () => {
  const lines: readonly (readonly [string, string[], boolean])[] = [
    ['docker volume ls', ['docker', 'volume', 'ls'], false],
    [
      `sh -c 'trap exit TERM; while :; do :; done'`,
      ['sh', '-c', 'trap exit TERM; while :; do :; done'],
      false,
    ],
    [`-o "k e y=v \\"q\\" <&> \\u2028 " "v-é"`, ['-o', 'k e y=v "q" <&> \\u2028 ', 'v-é'], false],
    ['-d "" v9', ['-d', '', 'v9'], false],
    ["--format '{{.Names}} {{.State}}'", ['--format', '{{.Names}} {{.State}}'], false],
    ['docker export c1 | wc -c', ['docker', 'export', 'c1', '|', 'wc', '-c'], true],
  ];
  for (const [line, words, piped] of lines) assert.deepEqual(shellWords(line), {words, piped}, line);
});

test('Flags end at the image, and values may hang on or follow', () => {
  const table = flagTable('d,detach', 'v,volume=', 'rm');
  const parsed = parseFlags(['-d', '--volume=a:/x', '-v', 'b:/y', 'busybox', '-c', 'x'], table, true);
  assert.deepEqual(
    [...parsed.flags],
    [
      ['detach', ['']],
      ['volume', ['a:/x', 'b:/y']],
    ],
  );
  assert.deepEqual(parsed.rest, ['busybox', '-c', 'x']);
  assert.equal(parseFlags(['--nosuch', 'x'], table).unknown, '--nosuch');
});

test('Options without a value are empty, and only the first = counts', () => {
  assert.deepEqual(keyValues(['a=b=c', 'flag', 'empty=']), {a: 'b=c', flag: '', empty: ''});
});

test('What runs in the recorded containers is known', () => {
  assert.deepEqual(programOf(['true']), {kind: 'exits', code: 0, afterMs: 20});
  assert.deepEqual(programOf(['false']), {kind: 'exits', code: 1, afterMs: 20});
  assert.deepEqual(programOf(['sleep', '100']), {kind: 'runs', ignoresTerm: true});
  assert.deepEqual(programOf(['sh', '-c', 'sleep 0.3']), {kind: 'exits', code: 0, afterMs: 300});
  assert.deepEqual(programOf(['/nosuch']), {kind: 'not-found', path: '/nosuch'});
});

test('A shell whose trap comes late ignores SIGTERM', () => {
  const words = ['sh', '-c', 'trap exit TERM; while :; do sleep 0.1; done'];
  assert.deepEqual(programOf(words), {kind: 'runs', ignoresTerm: false});
  assert.deepEqual(programOf(words, true), {kind: 'runs', ignoresTerm: true});
  assert.equal(trapsComeLate('20.10.24', 'volume-daemon-restart-plugin-gone'), true);
  assert.equal(trapsComeLate('26.1.5', 'volume-daemon-restart-plugin-gone'), false);
});
