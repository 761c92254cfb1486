import type {Command} from '../command.ts';
import {targetForms} from './target-forms.ts';

const runOptions = [
  'interface',
  'managed',
  'engine',
  'plugin-dir',
  'restart-command',
  'volume-opt',
  'network-opt',
  'ipam-driver',
  'sandbox',
  'ipam-opt',
  'subnet',
  'log-opt',
  'log-probe',
  'hook',
  'metrics-socket',
  'suite',
  'policy',
  'broken-policy',
  'select',
  'exclude',
  'last-failed',
  'level',
  'require-complete',
  'baseline',
  'update-baseline',
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
  'config',
  'print-config',
] as const;

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

/** Commands that test a plugin. */
export const testingCommands: readonly Command[] = [
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
    name: 'bench',
    usage: 'bench <target> [options] [-- command args…]',
    description: 'measure how fast a plugin answers',
    positionals: [
      {
        name: 'target',
        description: targetForms,
        missing: `no target is given: expected a ${targetForms}. Example: plugtest bench ./my-plugin.sock`,
      },
    ],
    options: [
      ...['interface', 'engine', 'plugin-dir', 'volume-opt', 'network-opt', 'ipam-opt'],
      ...['samples', 'duration', 'concurrency', 'objects', 'reporter', 'call-timeout', 'timeout', 'seed'],
    ],
    takesCommand: true,
    examples: [
      ['plugtest bench ./sock', 'latency, throughput and growth, as tables'],
      ['plugtest bench ./sock --objects 0 --concurrency 1,4', 'no growth, fewer users'],
      ['plugtest bench ./sock --reporter json=new.json --reporter html=bench.html', 'keep it'],
      ['plugtest compare old.json new.json', 'two kept benchmarks; exit code 1 when anything is slower'],
    ],
    load: async () => (await import('./bench.ts')).benchCommand,
  },
  {
    name: 'clean',
    usage: 'clean',
    description: 'remove what runs left that were killed',
    positionals: [],
    options: [],
    examples: [['plugtest clean', 'asks the plugins of killed runs to remove what these made']],
    load: async () => (await import('./clean.ts')).cleanCommand,
  },
];
