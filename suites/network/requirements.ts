import type {Requirements} from '../../src/authoring.ts';
import {attachment} from './requirements/attachment.ts';
import {endpoints} from './requirements/endpoints.ts';
import {handshake} from './requirements/handshake.ts';
import {lifeCycle} from './requirements/life-cycle.ts';
import {networks} from './requirements/networks.ts';
import {traffic} from './requirements/traffic.ts';

/** What dockerd asks of a network driver. */
export const requirements: Requirements = {
  ...handshake,
  ...networks,
  ...endpoints,
  ...attachment,
  ...lifeCycle,
  ...traffic,
};
