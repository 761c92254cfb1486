import type {OptionSpec} from '../option-spec.ts';

const group = 'Measuring';

/** What `plugtest bench` measures, and how long. */
export const benchOptions: readonly OptionSpec[] = [
  {
    name: 'samples',
    kind: 'integer',
    placeholder: 'N',
    default: '500',
    least: 1,
    group,
    description: 'most calls of one measurement',
  },
  {
    name: 'duration',
    kind: 'duration',
    placeholder: 'TIME',
    default: '1s',
    group,
    description: 'longest that one measurement takes',
  },
  {
    name: 'concurrency',
    kind: 'text',
    placeholder: 'N,N,…',
    default: '1,8,64',
    group,
    description: 'users at once',
  },
  {
    name: 'objects',
    kind: 'text',
    placeholder: 'N,N,…',
    default: '10,100,1000',
    group,
    description: 'numbers of volumes, networks, pools, addresses at which growth is measured; 0: not at all',
  },
  {
    name: 'tolerance',
    kind: 'integer',
    placeholder: 'PERCENT',
    default: '50',
    group,
    description: 'a benchmark that is slower by more than this is worse',
  },
];
