import {defineSuite} from '../../src/authoring.ts';
import * as algebra from './algebra.ts';
import * as daemonRestart from './daemon-restart.ts';
import * as exhaustion from './exhaustion.ts';
import * as gateway from './gateway.ts';
import * as getDefaultAddressSpaces from './get-default-address-spaces.ts';
import * as parallel from './parallel.ts';
import * as ownProcess from './process.ts';
import * as releaseAddress from './release-address.ts';
import * as releasePool from './release-pool.ts';
import * as request from './request.ts';
import * as requestAddress from './request-address.ts';
import * as requestAddressExact from './request-address-exact.ts';
import * as requestPool from './request-pool.ts';
import * as requestPoolApart from './request-pool-apart.ts';
import {requirements} from './requirements.ts';
import * as restart from './restart.ts';
import * as rules from './rules.ts';
import * as subPool from './sub-pool.ts';

/** IpamDriver. */
export const ipam = defineSuite({
  area: 'ipam',
  word: 'IpamDriver',
  requirements,
  modules: [
    getDefaultAddressSpaces,
    requestPool,
    requestPoolApart,
    releasePool,
    requestAddress,
    requestAddressExact,
    gateway,
    subPool,
    exhaustion,
    releaseAddress,
    request,
    algebra,
    parallel,
    daemonRestart,
    restart,
    ownProcess,
    rules,
  ],
});
