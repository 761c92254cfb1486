import assert from 'node:assert/strict';
import test from 'node:test';
import {parse} from '../../src/cli/parse.ts';
import {UsageError} from '../../src/util/errors.ts';

const invocationOf = (...argv: string[]) => parse(argv);

test('run is the command when none is named, and its words are read', async () => {
  const {command, invocation} = await invocationOf(
    './sock',
    '--engine',
    '26.1',
    '-i',
    'volume,network',
    '--',
    'x',
    '--help',
  );
  assert.equal(command.name, 'run');
  assert.deepEqual(invocation.positionals, ['./sock']);
  assert.deepEqual(invocation.rest, ['x', '--help']);
  assert.equal(invocation.options.text('engine'), '26.1');
  assert.deepEqual(invocation.options.list('interface'), ['volume', 'network']);
});

test('defaults are filled in and durations are milliseconds', async () => {
  const {invocation} = await invocationOf('run', './sock', '--call-timeout', '500ms', '--seed', '0x4f2a');
  assert.equal(invocation.options.number('call-timeout'), 500);
  assert.equal(invocation.options.number('timeout'), 600_000);
  assert.equal(invocation.options.number('seed'), 0x4f2a);
  assert.equal(invocation.options.text('level'), 'must');
  assert.equal(invocation.options.flag('require-complete'), false);
  assert.equal(invocation.rest, undefined);
});

test('an engine may be named by its release', async () => {
  const {invocation} = await invocationOf('s', '--engine', '26.1.5');
  assert.equal(invocation.options.text('engine'), '26.1');
});

test('repeated flags make lists and k=v words make objects', async () => {
  const {invocation} = await invocationOf(
    's',
    '--select',
    'a.*',
    '--select',
    'tag:x',
    '--volume-opt',
    'size=1=2',
  );
  assert.deepEqual(invocation.options.list('select'), ['a.*', 'tag:x']);
  assert.deepEqual(invocation.options.pairs('volume-opt'), {size: '1=2'});
});

test('words that look like numbers stay words', async () => {
  const {invocation} = await invocationOf('call', '007', 'VolumeDriver.Get', '1e3');
  assert.deepEqual(invocation.positionals, ['007', 'VolumeDriver.Get', '1e3']);
});

const refused: readonly (readonly [title: string, argv: string[], message: RegExp])[] = [
  ['no target', [], /no target is given: expected .*plugtest demo/],
  ['an unknown flag with a near one', ['s', '--engin', '29'], /no option --engin\. Did you mean --engine\?/],
  ['an unknown flag', ['s', '--wibble-wobble'], /no option --wibble-wobble\. See plugtest run --help/],
  ['an unknown short flag', ['s', '-x'], /no option -x/],
  ['a flag of another command', ['list', '--socket', 'x'], /`plugtest list` has no option --socket/],
  ['two targets', ['./a', './b'], /"\.\/b" is one word too many.*goes after --/],
  ['nothing after --', ['./a', '--'], /a command is missing after --/],
  ['a command after -- where it has no meaning', ['list', '--', 'x'], /takes no command after --/],
  ['an unknown engine', ['s', '--engine', '30'], /--engine expects one of 20\.10, .*29, all, got "30"/],
  ['a flag without its value', ['s', '--engine'], /--engine needs a value/],
  ['a flag given twice', ['s', '--engine', '28.5', '--engine', '29'], /--engine is given 2 times/],
  ['a mistyped level', ['s', '--level', 'musty'], /got "musty"\. Did you mean must\?/],
  ['a time-out without sense', ['s', '--call-timeout', 'soon'], /--call-timeout expects a time .*got "soon"/],
  ['a time-out of zero', ['s', '--timeout', '0'], /above zero/],
  ['a time-out longer than a timer can wait', ['s', '--timeout', '99999m'], /expects a time/],
  ['a negative seed', ['s', '--seed', '-1'], /--seed expects a whole number/],
  ['a driver option without a key', ['s', '--volume-opt', '=x'], /expects key=value, got "=x"/],
  ['explain without an id', ['explain'], /no id is given/],
  ['call without a method', ['call', 's'], /no method is given/],
];

for (const [title, argv, message] of refused) {
  test(`${title} is refused in one sentence`, async () => {
    await assert.rejects(parse(argv), (error: unknown) => {
      assert.ok(error instanceof UsageError, String(error));
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });
}
