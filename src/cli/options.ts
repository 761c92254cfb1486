import {engines} from '../daemon/engines/engines.ts';

/** How the words after a flag are read. */
export type OptionKind = 'boolean' | 'text' | 'list' | 'duration' | 'integer' | 'pairs';

/** One flag. The table below serves parsing, help and validation alike. */
export interface OptionSpec {
  readonly name: string;
  readonly alias?: string;
  readonly kind: OptionKind;
  /** Stands for the value on the help page. */
  readonly placeholder?: string;
  /** As the user would write it. */
  readonly default?: string;
  readonly description: string;
  readonly group: string;
  readonly choices?: readonly string[];
  /** Several choices may be given with commas between them. */
  readonly severalChoices?: boolean;
  /** Other words for a choice: `26.1.5` for `26.1`. */
  readonly synonyms?: Readonly<Record<string, string>>;
}

const target = 'Plugin';
const choice = 'Which checks';
const reports = 'Reports';
const limits = 'Limits';
const reference = 'Reference plugin';

/** Every flag of every command; commands name the ones they take. */
export const optionTable: readonly OptionSpec[] = [
  {
    name: 'interface',
    alias: 'i',
    kind: 'list',
    placeholder: 'NAME',
    group: target,
    description: 'test this interface only (default: all that Plugin.Activate names)',
  },
  {
    name: 'engine',
    kind: 'text',
    placeholder: 'VERSION',
    default: '29',
    choices: [...engines.map(({name}) => name), 'all'],
    severalChoices: true,
    synonyms: Object.fromEntries(engines.map(({name, version}) => [version, name])),
    group: target,
    description: 'daemon version to act as, or several with commas',
  },
  {
    name: 'plugin-dir',
    kind: 'list',
    placeholder: 'DIR',
    group: target,
    description: "look up plugin names here instead of in dockerd's folders",
  },
  {
    name: 'restart-command',
    kind: 'text',
    placeholder: 'CMD',
    group: target,
    description: 'shell command that restarts the plugin, for a plugin that runs as a service',
  },
  {
    name: 'volume-opt',
    kind: 'pairs',
    placeholder: 'K=V',
    group: target,
    description: 'driver option for every volume that is created',
  },
  {
    name: 'select',
    kind: 'list',
    placeholder: 'PATTERN',
    group: choice,
    description: 'run only these: id with *, tag:WORD, level:WORD, @FILE with one pattern a line',
  },
  {
    name: 'exclude',
    kind: 'list',
    placeholder: 'PATTERN',
    group: choice,
    description: 'leave these out',
  },
  {
    name: 'level',
    kind: 'text',
    placeholder: 'LEVEL',
    default: 'must',
    choices: ['must', 'should', 'may'],
    group: choice,
    description: 'lowest level whose violation fails the run',
  },
  {
    name: 'require-complete',
    kind: 'boolean',
    group: choice,
    description: 'fail when a check could not be exercised',
  },
  {
    name: 'reporter',
    kind: 'list',
    placeholder: 'NAME[=FILE]',
    group: reports,
    description:
      'pretty, tap, json, jsonl, junit, html, markdown or github; repeatable (default: pretty on a terminal, tap when piped)',
  },
  {
    name: 'trace',
    kind: 'text',
    placeholder: 'WHICH',
    default: 'failed',
    choices: ['none', 'failed', 'all'],
    group: reports,
    description: 'which exchanges are shown',
  },
  {
    name: 'repro-dir',
    kind: 'text',
    placeholder: 'DIR',
    default: 'plugtest-repro',
    group: reports,
    description: 'where scripts that repeat a failure are written',
  },
  {
    name: 'call-timeout',
    kind: 'duration',
    placeholder: 'TIME',
    default: '10s',
    group: limits,
    description: 'longest a call may take: 500ms, 10s, 2m',
  },
  {
    name: 'timeout',
    kind: 'duration',
    placeholder: 'TIME',
    default: '10m',
    group: limits,
    description: 'longest the whole run may take',
  },
  {
    name: 'seed',
    kind: 'integer',
    placeholder: 'N',
    group: limits,
    description: 'seed of names and random choices, to repeat a run',
  },
  {
    name: 'json',
    kind: 'boolean',
    group: reports,
    description: 'print JSON',
  },
  {
    name: 'socket',
    kind: 'text',
    placeholder: 'PATH',
    group: reference,
    description: 'where the reference plugin listens',
  },
  {
    name: 'state',
    kind: 'text',
    placeholder: 'DIR',
    group: reference,
    description: 'where it keeps its volumes (default: a temporary folder)',
  },
  {
    name: 'fault',
    kind: 'list',
    placeholder: 'NAME',
    group: reference,
    description: 'make it wrong in one thing',
  },
  {
    name: 'odd',
    kind: 'list',
    placeholder: 'NAME',
    group: reference,
    description: 'make it unusual, but correct',
  },
  {
    name: 'list-faults',
    kind: 'boolean',
    group: reference,
    description: 'print the faults and oddities with what they do',
  },
];

/** The flag of that name; an unknown one is our own mistake. */
export function optionNamed(name: string): OptionSpec {
  const found = optionTable.find(option => option.name === name);
  if (!found) throw new Error(`no option is named ${name}`);
  return found;
}
