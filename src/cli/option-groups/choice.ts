import type {OptionSpec} from '../option-spec.ts';

const group = 'Which checks';

/** Which checks run, and what fails the run. */
export const choiceOptions: readonly OptionSpec[] = [
  {
    name: 'suite',
    kind: 'list',
    placeholder: 'MODULE',
    group,
    description: 'add checks of your own: a JavaScript or TypeScript file',
  },
  {
    name: 'select',
    kind: 'list',
    placeholder: 'PATTERN',
    group,
    description: 'run only these: id with *, tag:WORD, level:WORD, @FILE with one pattern a line',
  },
  {
    name: 'exclude',
    kind: 'list',
    placeholder: 'PATTERN',
    group,
    description: 'leave these out',
  },
  {
    name: 'last-failed',
    kind: 'boolean',
    group,
    description: 'run only what failed or was blocked the last time',
  },
  {
    name: 'level',
    kind: 'text',
    placeholder: 'LEVEL',
    default: 'must',
    choices: ['must', 'should', 'may'],
    group,
    description: 'lowest level whose violation fails the run',
  },
  {
    name: 'require-complete',
    kind: 'boolean',
    group,
    description: 'fail when a check could not be exercised',
  },
  {
    name: 'baseline',
    kind: 'text',
    placeholder: 'FILE',
    group,
    description: 'failures that are known, each with its reason; stale entries fail the run',
  },
  {
    name: 'update-baseline',
    kind: 'boolean',
    group,
    description: 'write what fails now into the baseline',
  },
];
