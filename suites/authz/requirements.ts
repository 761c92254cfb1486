import type {Requirements} from '../../src/authoring.ts';
import {lifeCycle} from './requirements/life-cycle.ts';
import {requests} from './requirements/requests.ts';
import {verdicts} from './requirements/verdicts.ts';

/** What dockerd and its user ask of an authorization plugin. */
export const requirements: Requirements = {...verdicts, ...requests, ...lifeCycle};
