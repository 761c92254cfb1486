import type {Requirements} from '../../src/authoring.ts';
import {lifeCycle} from './requirements/life-cycle.ts';
import {reading} from './requirements/reading.ts';
import {starting} from './requirements/starting.ts';
import {stopping} from './requirements/stopping.ts';
import {stream} from './requirements/stream.ts';

/** What dockerd asks of a log driver. */
export const requirements: Requirements = {...starting, ...stream, ...stopping, ...reading, ...lifeCycle};
