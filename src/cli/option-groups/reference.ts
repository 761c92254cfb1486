import type {OptionSpec} from '../option-spec.ts';

const group = 'Reference plugin';

/** The embedded reference plugin. */
export const referenceOptions: readonly OptionSpec[] = [
  {
    name: 'socket',
    kind: 'text',
    placeholder: 'PATH',
    group,
    description: 'where the reference plugin listens',
  },
  {
    name: 'state',
    kind: 'text',
    placeholder: 'DIR',
    group,
    description: 'where it keeps its volumes (default: a temporary folder)',
  },
  {
    name: 'fault',
    kind: 'list',
    placeholder: 'NAME',
    group,
    description: 'make it wrong in one thing',
  },
  {
    name: 'odd',
    kind: 'list',
    placeholder: 'NAME',
    group,
    description: 'make it unusual, but correct',
  },
  {
    name: 'list-faults',
    kind: 'boolean',
    group,
    description: 'print the faults and oddities with what they do',
  },
];
