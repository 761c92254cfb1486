import type {Command} from '../command.ts';

const noEventFile =
  'no file is given: expected files that --reporter jsonl=FILE wrote, e.g. plugtest merge part-*.jsonl';

const noTwoFiles = 'a file is missing: expected plugtest compare BEFORE AFTER, each a kept run';

/** What can be done with runs that were kept as files. */
export const keptRunCommands: readonly Command[] = [
  {
    name: 'merge',
    usage: 'merge FILE… [options]',
    description: 'one report over kept runs: parts, engines, plugins',
    positionals: [
      {name: 'file', description: 'written by --reporter jsonl=FILE', isRest: true, missing: noEventFile},
    ],
    options: ['reporter', 'trace', 'repro-dir', 'baseline', 'update-baseline', 'require-complete'],
    examples: [
      ['plugtest merge part-*.jsonl --reporter html=report.html', 'join what --shard took apart'],
      ['plugtest merge a.jsonl b.jsonl --reporter markdown', 'several plugins side by side'],
    ],
    load: async () => (await import('./merge.ts')).mergeCommand,
  },
  {
    name: 'compare',
    usage: 'compare BEFORE AFTER',
    description: 'what differs between two kept runs, or two kept benchmarks',
    positionals: [
      {name: 'before', description: 'written by --reporter jsonl=FILE or json=FILE', missing: noTwoFiles},
      {name: 'after', description: 'likewise', missing: noTwoFiles},
    ],
    options: ['json', 'tolerance'],
    examples: [
      ['plugtest compare main.json branch.json', 'exit code 1 when anything is worse'],
      [
        'plugtest compare old-bench.json new-bench.json --tolerance 20',
        'of plugtest bench --reporter json=FILE',
      ],
    ],
    load: async () => (await import('./compare.ts')).compareCommand,
  },
  {
    name: 'statement',
    usage: 'statement FILE… --signed-off-by WHO',
    description: 'state what a run showed, for others to verify',
    positionals: [
      {name: 'file', description: 'written by --reporter jsonl=FILE', isRest: true, missing: noEventFile},
    ],
    options: ['signed-off-by'],
    examples: [["plugtest statement run.jsonl --signed-off-by 'Ann <ann@example.org>'", 'to stdout']],
    load: async () => (await import('./statement.ts')).statementCommand,
  },
  {
    name: 'verify',
    usage: 'verify STATEMENT FILE…',
    description: 'recompute a statement from the run it states',
    positionals: [
      {
        name: 'file',
        description: 'the statement, then the event files of its run',
        isRest: true,
        missing: 'no statement is given: expected plugtest verify STATEMENT FILE…',
      },
    ],
    options: [],
    examples: [['plugtest verify statement.json run.jsonl', 'names every difference']],
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
];
