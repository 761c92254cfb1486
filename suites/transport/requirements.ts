import type {Requirements} from '../../src/authoring.ts';
import {connections} from './requirements/connections.ts';
import {discovery} from './requirements/discovery.ts';
import {messages} from './requirements/messages.ts';

/** What dockerd asks of every plugin, whatever it serves: all obligations by number. */
export const requirements: Requirements = {...discovery, ...messages, ...connections};
