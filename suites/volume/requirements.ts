import type {Requirements} from '../../src/authoring.ts';
import {calls} from './requirements/calls.ts';
import {lifeCycle} from './requirements/life-cycle.ts';
import {mounts} from './requirements/mounts.ts';

/** What dockerd asks of a volume driver. */
export const requirements: Requirements = {...calls, ...mounts, ...lifeCycle};
