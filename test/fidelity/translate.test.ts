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
  assert.deepEqual(written('sleep 0.3'), ['300 ms']);
  assert.deepEqual(programOf(['/nosuch']), {kind: 'not-found', path: '/nosuch'});
});

/** The first outputs of a script, with the waits between them. */
function written(script: string, most = 6): string[] {
  const program = programOf(['sh', '-c', script]);
  const seen: string[] = [];
  if (!('output' in program)) return seen;
  for (const {afterMs, stream, data} of program.output?.() ?? []) {
    seen.push(afterMs ? `${afterMs} ms` : `${stream ?? 'stdout'} ${Buffer.from(data).toString()}`);
    if (seen.length === most) break;
  }
  return seen;
}

test('What the recorded scripts write is known', () => {
  assert.deepEqual(written("echo one; printf 'two\\n' >&2; echo"), [
    'stdout one\n',
    'stderr two\n',
    'stdout \n',
  ]);
  assert.deepEqual(written('i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.25; done', 3), [
    'stdout tick 1\n',
    '250 ms',
    'stdout tick 2\n',
  ]);
  assert.deepEqual(written('for i in 1 2; do echo a$i; done; exit 3'), ['stdout a1\n', 'stdout a2\n']);
  assert.deepEqual(written('head -c 5 /dev/zero | tr "\\000" x | fold -w 2'), ['stdout xx\nxx\nx']);
});

test('A shell whose trap comes late ignores SIGTERM', () => {
  const words = ['sh', '-c', 'trap exit TERM; while :; do sleep 0.1; done'];
  for (const late of [false, true]) {
    const {output: _, ...program} = {output: null, ...programOf(words, late)};
    assert.deepEqual(program, {kind: 'runs', ignoresTerm: late});
  }
  assert.equal(trapsComeLate('20.10.24', 'volume-daemon-restart-plugin-gone'), true);
  assert.equal(trapsComeLate('26.1.5', 'volume-daemon-restart-plugin-gone'), false);
});
