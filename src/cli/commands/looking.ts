import type {Command} from '../command.ts';
import {targetForms} from './target-forms.ts';

/** What shows checks and plugins without testing. */
export const lookingCommands: readonly Command[] = [
  {
    name: 'policy',
    usage: 'policy init <target> [-- command args…]',
    description: "write an authorization plugin's present verdicts as a policy file",
    positionals: [
      {
        name: 'action',
        description: 'init',
        missing: 'no action is given: expected plugtest policy init <target>',
      },
      {name: 'target', description: targetForms, missing: `no target is given: expected a ${targetForms}`},
    ],
    options: ['engine', 'plugin-dir', 'call-timeout'],
    takesCommand: true,
    examples: [
      [
        'plugtest policy init ./authz.sock >policy.yaml',
        'a starter file; a change of policy then shows as a diff',
      ],
      ['plugtest ./authz.sock --policy policy.yaml', 'hold the plugin to it'],
    ],
    load: async () => (await import('./policy.ts')).policyCommand,
  },
  {
    name: 'list',
    usage: 'list [options]',
    description: 'list the checks',
    positionals: [],
    options: ['interface', 'suite', 'select', 'exclude', 'json'],
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
    options: ['suite', 'json'],
    examples: [['plugtest explain volume.get.after-create', 'what it asks for and why']],
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'new',
    usage: 'new check <id>',
    description: 'write a check of your own, a fault that it must catch, and a page',
    positionals: [
      {name: 'what', description: 'check', missing: 'nothing is named: expected plugtest new check <id>'},
      {
        name: 'id',
        description: 'three words with dots',
        missing: 'no id is given: expected plugtest new check <id>, e.g. mine.get.answers',
      },
    ],
    options: [],
    examples: [['plugtest new check mine.get.answers', 'three files in this folder']],
    load: async () => (await import('./new.ts')).newCommand,
  },
  {
    name: 'completion',
    usage: 'completion SHELL',
    description: 'a completion script for bash, zsh or fish',
    positionals: [
      {
        name: 'shell',
        description: 'bash, zsh or fish',
        missing: 'no shell is named: expected bash, zsh or fish',
      },
    ],
    options: [],
    examples: [['plugtest completion bash > /etc/bash_completion.d/plugtest', 'for all users']],
    load: async () => (await import('./completion.ts')).completionCommand,
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
