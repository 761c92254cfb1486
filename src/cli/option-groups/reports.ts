import type {OptionSpec} from '../option-spec.ts';

const group = 'Reports';

/** What is reported, and where to. */
export const reportOptions: readonly OptionSpec[] = [
  {
    name: 'reporter',
    kind: 'list',
    placeholder: 'NAME[=FILE]',
    group,
    description:
      'pretty, tap, json, jsonl, junit, html, markdown, github or ./MODULE; repeatable (default: pretty on a terminal, tap when piped); for bench pretty, json or html',
  },
  {
    name: 'trace',
    kind: 'text',
    placeholder: 'WHICH',
    default: 'failed',
    choices: ['none', 'failed', 'all'],
    group,
    description: 'which exchanges are shown',
  },
  {
    name: 'repro-dir',
    kind: 'text',
    placeholder: 'DIR',
    default: 'plugtest-repro',
    group,
    description: 'where scripts that repeat a failure are written',
  },
  {
    name: 'json',
    kind: 'boolean',
    group,
    description: 'print JSON',
  },
  {
    name: 'signed-off-by',
    kind: 'text',
    placeholder: 'WHO',
    group,
    description: 'who makes the statement',
  },
];
