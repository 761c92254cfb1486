import yargs, {type Argv} from 'yargs';
import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import type {Command, Invocation} from './command.ts';
import {commands, defaultCommand} from './commands/index.ts';
import {effectiveConfiguration} from './configuration/effective.ts';
import {type ConfigurationFile, readConfiguration} from './configuration/file.ts';
import {layered, type Origin} from './configuration/layers.ts';
import {environmentName} from './configuration/options.ts';
import type {OptionSpec} from './option-spec.ts';
import {type OptionValue, OptionValues} from './option-values.ts';
import {optionNamed} from './options.ts';
import {readOption} from './read-option.ts';

/** A command to run, with what the user gave it. */
export interface Parsed {
  readonly command: Command;
  readonly invocation: Invocation;
  /** What `--print-config` prints. */
  readonly effective: string;
}

type RawArguments = Readonly<Record<string, unknown>>;

/** Parses argv (without node and script). Throws a UsageError of one sentence. */
export async function parse(argv: readonly string[]): Promise<Parsed> {
  const chosen: {command: Command; raw: RawArguments}[] = [];
  const parser = createParser();
  for (const command of commands) {
    const isDefault = command === defaultCommand;
    const words = command.positionals.map(({name, isRest}) => `[${name}${isRest ? '..' : ''}]`);
    parser.command({
      command: [isDefault ? '$0' : command.name, ...words].join(' '),
      ...(isDefault && {aliases: [command.name]}),
      builder: sub => describeCommand(sub, command),
      handler: raw => {
        chosen.push({command, raw});
      },
    });
  }
  await parser.parseAsync([...argv]);
  const [first] = chosen;
  if (!first) throw new Error('the parser chose no command');
  return {command: first.command, ...readInvocation(first.command, first.raw, argv.includes('--'))};
}

/** Help, version, errors and what is required are ours: yargs only takes the words apart. */
function createParser(): Argv {
  return yargs()
    .parserConfiguration({
      'populate--': true,
      'camel-case-expansion': false,
      'dot-notation': false,
      'boolean-negation': false,
      'strip-aliased': true,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .exitProcess(false)
    .fail(false)
    .help(false)
    .version(false);
}

function describeCommand(parser: Argv, command: Command): Argv {
  for (const {name} of command.positionals) parser.positional(name, {type: 'string'});
  for (const {name, alias, kind} of command.options.map(optionNamed)) {
    parser.option(name, {
      ...(kind === 'boolean' && {type: 'boolean' as const}),
      ...(alias !== undefined && {alias}),
    });
  }
  return parser;
}

function readInvocation(command: Command, raw: RawArguments, hasRest: boolean): Omit<Parsed, 'command'> {
  refuseUnknownFlags(command, raw);
  const words = Array.isArray(raw['--']) ? raw['--'].map(String) : [];
  const rest = hasRest ? words : undefined;
  if (rest && !command.takesCommand) {
    throw new UsageError(`\`plugtest ${command.name}\` takes no command after --`);
  }
  if (rest?.length === 0) {
    throw new UsageError(
      'a command is missing after --: write the one that starts the plugin, e.g. -- ./my-plugin',
    );
  }
  const file = command.options.includes('config') ? readConfiguration(textOf(raw['config'])) : null;
  const {values, origins} = readOptions(command, raw, file);
  const wantsTarget = command === defaultCommand && raw['target'] === undefined;
  const positionals = readPositionals(
    command,
    wantsTarget && file?.target ? {...raw, target: file.target} : raw,
  );
  const given = new Set([...origins.keys()].filter(name => origins.get(name) !== 'default'));
  const started = rest ?? (wantsTarget ? file?.command : undefined);
  const shown = {file: file?.file ?? null, target: positionals[0] ?? '', ...(started && {command: started})};
  return {
    invocation: {positionals, options: new OptionValues(values, given), rest: started, commands},
    effective: effectiveConfiguration(values, origins, shown),
  };
}

function readOptions(command: Command, raw: RawArguments, file: ConfigurationFile | null) {
  const values = new Map<string, OptionValue>();
  const origins = new Map<string, Origin>();
  for (const option of command.options.map(optionNamed)) {
    const {raw: words, origin} = layered(option, raw[option.name], {env: process.env, file});
    origins.set(option.name, origin);
    const value = readFrom(
      option,
      words,
      {flag: '', default: '', environment: environmentName(option.name), file: file?.file ?? ''}[origin],
    );
    if (value !== undefined) values.set(option.name, value);
  }
  return {values, origins};
}

/** Says where a bad value stands when it is no flag. */
function readFrom(option: OptionSpec, words: unknown, place: string): OptionValue | undefined {
  try {
    return readOption(option, words);
  } catch (error) {
    if (place === '' || !(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message} (in ${place})`, {cause: error});
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const ownKeys = ['_', '$0', '--'];

function refuseUnknownFlags(command: Command, raw: RawArguments): void {
  const known = [...command.options, ...ownKeys, ...command.positionals.map(({name}) => name)];
  const unknown = Object.keys(raw).find(key => !known.includes(key));
  if (unknown === undefined) return;
  const near = nearest(unknown, [...command.options, 'help', 'version']);
  const flag = `${unknown.length === 1 ? '-' : '--'}${unknown}`;
  const hint = near === undefined ? `See plugtest ${command.name} --help.` : `Did you mean --${near}?`;
  throw new UsageError(`\`plugtest ${command.name}\` has no option ${flag}. ${hint}`);
}

function readPositionals(command: Command, raw: RawArguments): readonly string[] {
  const extra = (Array.isArray(raw['_']) ? raw['_'] : []).map(String);
  const surplus = extra[0] === command.name ? extra[1] : extra[0];
  if (surplus !== undefined) {
    const hint = command.takesCommand ? '; the command that starts the plugin goes after --' : '';
    throw new UsageError(`"${surplus}" is one word too many: expected plugtest ${command.usage}${hint}`);
  }
  return command.positionals.flatMap(({name, missing}) => {
    const value = raw[name];
    if (Array.isArray(value) && value.length > 0) return value.map(String);
    if (typeof value === 'string' && value !== '') return [value];
    if (missing !== undefined) throw new UsageError(missing);
    return [];
  });
}
