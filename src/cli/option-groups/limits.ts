import type {OptionSpec} from '../option-spec.ts';

const group = 'Limits, order, configuration';

/** How long, how often and in which order. */
export const limitOptions: readonly OptionSpec[] = [
  {
    name: 'call-timeout',
    kind: 'duration',
    placeholder: 'TIME',
    default: '10s',
    group,
    description: 'longest a call may take: 500ms, 10s, 2m',
  },
  {
    name: 'timeout',
    kind: 'duration',
    placeholder: 'TIME',
    default: '10m',
    group,
    description: 'longest the whole run may take',
  },
  {
    name: 'seed',
    kind: 'integer',
    placeholder: 'N',
    group,
    description: 'seed of names and random choices, to repeat a run',
  },
  {
    name: 'shuffle',
    kind: 'boolean',
    group,
    description: 'run the checks in an order drawn from the seed',
  },
  {
    name: 'repeat',
    kind: 'integer',
    placeholder: 'N',
    default: '1',
    least: 1,
    group,
    description: 'run everything N times and show which verdicts change',
  },
  {
    name: 'max-failures',
    kind: 'integer',
    placeholder: 'N',
    least: 1,
    group,
    description: 'stop after N failures',
  },
  {
    name: 'shard',
    kind: 'text',
    placeholder: 'I/N',
    group,
    description: 'run part I of N only; plugtest merge joins the parts',
  },
  {
    name: 'config',
    kind: 'text',
    placeholder: 'FILE',
    group,
    description: 'configuration (default: plugtest.config.json, if there is one)',
  },
  {
    name: 'print-config',
    kind: 'boolean',
    group,
    description: 'show every option with where its value comes from, and run nothing',
  },
];
