import type {Requirements} from '../../src/authoring.ts';
import {addresses} from './requirements/addresses.ts';
import {calls} from './requirements/calls.ts';
import {lifeCycle} from './requirements/life-cycle.ts';

/** What dockerd asks of an IPAM driver. */
export const requirements: Requirements = {...calls, ...addresses, ...lifeCycle};
