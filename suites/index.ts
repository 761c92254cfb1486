import type {Suite} from '../src/authoring.ts';
import {authz} from './authz/index.ts';
import {handshake} from './handshake/index.ts';
import {ipam} from './ipam/index.ts';
import {logging} from './logging/index.ts';
import {metrics} from './metrics/index.ts';
import {network} from './network/index.ts';
import {transport} from './transport/index.ts';
import {volume} from './volume/index.ts';

/** All suites, in the order in which they run. */
export const suites: readonly Suite[] = [
  handshake,
  transport,
  volume,
  network,
  ipam,
  authz,
  logging,
  metrics,
];
