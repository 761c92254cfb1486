import {wrap} from '../util/wrap.ts';
import type {Command} from './command.ts';
import {commands, defaultCommand} from './commands/index.ts';
import type {OptionSpec} from './option-spec.ts';
import {optionNamed} from './options.ts';

/**
 * The help page that these words ask for, or null. Drawn from the tables without the parser, which alone would
 * take longer to load than the page may take to appear.
 */
export function helpFor(argv: readonly string[], columns: number): string | null {
  if (!argv.includes('--help') && !argv.includes('-h')) return null;
  const width = Math.min(Math.max(columns, 60), 110);
  const command = commands.find(({name}) => argv.includes(name));
  return command ? commandPage(command, width) : mainPage(width);
}

function mainPage(width: number): string {
  return [
    'plugtest acts as the Docker daemon towards a plugin and reports what would break in real Docker.\n\n',
    `Usage:\n  plugtest ${defaultCommand.usage}\n  plugtest <command> [options]\n\n`,
    section(
      'Commands',
      commands.map(({usage, description}) => [usage.replace(/ \[options\].*/, ''), description]),
      width,
    ),
    optionSections(defaultCommand, width),
    general(width),
    examples(defaultCommand),
    'plugtest <command> --help shows the options of a command.\n',
  ].join('');
}

function commandPage(command: Command, width: number): string {
  const words = command.positionals.map(({name, description}) => [name, description] as const);
  return [
    `Usage: plugtest ${command.usage}\n  ${command.description}\n\n`,
    words.length > 0 ? section('Words', words, width) : '',
    optionSections(command, width),
    general(width),
    examples(command),
  ].join('');
}

const exitCodeLine =
  '0 conformant, 1 not, 2 wrong usage, 3 never reachable, 4 own fault, 130/143 interrupted';

function general(width: number): string {
  const rows = [
    ['-h, --help', 'show this page'],
    ['-V, --version', 'show the version'],
  ] as const;
  return `${section('General', rows, width)}Exit codes:\n  ${exitCodeLine}\n\n`;
}

function optionSections(command: Command, width: number): string {
  const options = command.options.map(optionNamed);
  const groups = [...new Set(options.map(({group}) => group))];
  return groups
    .map(group => {
      const rows = options.filter(option => option.group === group).map(optionRow);
      return section(group, rows, width);
    })
    .join('');
}

function optionRow({name, alias, placeholder, description, choices, default: fallback}: OptionSpec) {
  const flag = `${alias === undefined ? '    ' : `-${alias}, `}--${name}`;
  const notes = [choices?.join(', '), fallback === undefined ? undefined : `default ${fallback}`];
  const given = notes.filter(note => note !== undefined);
  const text = given.length === 0 ? description : `${description} (${given.join('; ')})`;
  return [placeholder === undefined ? flag : `${flag} ${placeholder}`, text] as const;
}

const leftWidth = 30;

function section(
  title: string,
  rows: readonly (readonly [left: string, right: string])[],
  width: number,
): string {
  const lines = rows.flatMap(([left, right]) => {
    const [first = '', ...more] = wrap(right, width - leftWidth - 4);
    return [`  ${left.padEnd(leftWidth)}  ${first}`, ...more.map(line => ' '.repeat(leftWidth + 4) + line)];
  });
  return `${title}:\n${lines.join('\n')}\n\n`;
}

function examples({examples}: Command): string {
  return `Examples:\n${examples.map(([line, meaning]) => `  ${line}\n      ${meaning}\n`).join('')}`;
}
