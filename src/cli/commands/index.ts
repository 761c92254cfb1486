import type {Command} from '../command.ts';

const runOptions = [
  'interface',
  'engine',
  'plugin-dir',
  'restart-command',
  'volume-opt',
  'select',
  'exclude',
  'last-failed',
  'level',
  'require-complete',
  'reporter',
  'trace',
  'repro-dir',
  'call-timeout',
  'timeout',
  'seed',
  'shuffle',
  'repeat',
  'max-failures',
  'shard',
] as const;

const targetForms =
  'socket path, unix://, tcp:// or http(s):// address, .spec or .json file, or the name of a plugin';

const noEventFile =
  'no file is given: expected files that --reporter jsonl=FILE wrote, e.g. plugtest merge part-*.jsonl';

/** Tests a plugin; runs when no command is named. */
export const defaultCommand: Command = {
  name: 'run',
  usage: '[run] <target> [options] [-- command args…]',
  description: 'test a plugin (the default command)',
  positionals: [
    {
      name: 'target',
      description: targetForms,
      missing: `no target is given: expected a ${targetForms}. Example: plugtest ./my-plugin.sock. First time here? plugtest demo`,
    },
  ],
  options: runOptions,
  takesCommand: true,
  examples: [
    ['plugtest ./sock', 'test the plugin that listens on ./sock'],
    ['plugtest ./sock -- ./my-plugin --listen ./sock', 'start the plugin too; it can then be restarted'],
    ['plugtest my-plugin --engine 26.1', 'find it as dockerd does and act as Docker 26.1'],
    ['plugtest ./sock --select "volume.mount.*" --trace all', 'some checks, with all they exchanged'],
    ['plugtest ./sock --reporter pretty --reporter json=report.json', 'read one report, keep the other'],
  ],
  load: async () => (await import('./run.ts')).runCommand,
};

/** All commands, in the order of the help page. */
export const commands: readonly Command[] = [
  defaultCommand,
  {
    name: 'demo',
    usage: 'demo [options]',
    description: 'test the embedded reference plugin: start here',
    positionals: [],
    options: [
      ...runOptions.filter(name => !['plugin-dir', 'restart-command', 'volume-opt'].includes(name)),
      'fault',
      'odd',
    ],
    examples: [
      ['plugtest demo', 'a plugin that passes'],
      ['plugtest demo --fault NAME', 'a plugin that is wrong in one thing: what does a failure look like?'],
    ],
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    name: 'merge',
    usage: 'merge FILE… [options]',
    description: 'one report over kept runs: parts, engines, plugins',
    positionals: [
      {name: 'file', description: 'written by --reporter jsonl=FILE', isRest: true, missing: noEventFile},
    ],
    options: ['reporter', 'trace', 'repro-dir'],
    examples: [
      ['plugtest merge part-*.jsonl --reporter html=report.html', 'join what --shard took apart'],
      ['plugtest merge a.jsonl b.jsonl --reporter markdown', 'several plugins side by side'],
    ],
    load: async () => (await import('./merge.ts')).mergeCommand,
  },
  {
    name: 'list',
    usage: 'list [options]',
    description: 'list the checks',
    positionals: [],
    options: ['interface', 'select', 'exclude', 'json'],
    examples: [
      ['plugtest list --select level:must', 'the checks of one level'],
      ['plugtest list --json', 'for programs'],
    ],
    load: async () => (await import('./list.ts')).listCommand,
  },
  {
    name: 'explain',
    usage: 'explain <id>',
    description: "one check's page: requirement, consequence, fix, source, example",
    positionals: [
      {
        name: 'id',
        description: 'id of a check, from plugtest list or a report',
        missing: 'no id is given: expected the id of a check, as plugtest list shows them',
      },
    ],
    options: ['json'],
    examples: [['plugtest explain volume.get.after-create', 'what it asks for and why']],
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'discover',
    usage: 'discover [options]',
    description: 'the plugins dockerd would find on this host, and what it would make of each',
    positionals: [],
    options: ['plugin-dir', 'engine', 'json'],
    examples: [['plugtest discover --plugin-dir ./plugins', 'look into one folder instead']],
    load: async () => (await import('./discover.ts')).discoverCommand,
  },
  {
    name: 'call',
    usage: 'call <target> <Method> [json]',
    description: 'one call, both directions shown',
    positionals: [
      {name: 'target', description: targetForms, missing: `no target is given: expected a ${targetForms}`},
      {
        name: 'method',
        description: 'Interface.Method, e.g. VolumeDriver.Get',
        missing: 'no method is given: expected Interface.Method, e.g. plugtest call ./sock VolumeDriver.List',
      },
      {name: 'json', description: 'body (default: what dockerd sends when there are no arguments)'},
    ],
    options: ['engine', 'plugin-dir', 'call-timeout'],
    examples: [
      ['plugtest call ./sock Plugin.Activate', 'what does it implement?'],
      [`plugtest call ./sock VolumeDriver.Get '{"Name":"data"}'`, 'headers and bytes as dockerd sends them'],
    ],
    load: async () => (await import('./call.ts')).callCommand,
  },
  {
    name: 'reference',
    usage: 'reference --socket PATH [options]',
    description: 'run the embedded plugin, good or faulty',
    positionals: [],
    options: ['socket', 'state', 'interface', 'fault', 'odd', 'list-faults'],
    examples: [
      ['plugtest reference --socket ./sock', 'until Ctrl-C'],
      ['plugtest reference --list-faults', 'what it can do wrong'],
    ],
    load: async () => (await import('./reference.ts')).referenceCommand,
  },
];
