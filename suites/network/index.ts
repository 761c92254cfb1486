import {defineSuite} from '../../src/authoring.ts';
import * as createEndpoint from './create-endpoint.ts';
import * as createNetwork from './create-network.ts';
import * as daemon from './daemon.ts';
import * as daemonRestart from './daemon-restart.ts';
import * as deleteEndpoint from './delete-endpoint.ts';
import * as deleteEndpointAgain from './delete-endpoint-again.ts';
import * as deleteNetwork from './delete-network.ts';
import * as endpointOperInfo from './endpoint-oper-info.ts';
import * as endpointReply from './endpoint-reply.ts';
import * as externalConnectivity from './external-connectivity.ts';
import * as externalConnectivityPorts from './external-connectivity-ports.ts';
import * as getCapabilities from './get-capabilities.ts';
import * as join from './join.ts';
import * as joinOnLink from './join-on-link.ts';
import * as joinReply from './join-reply.ts';
import * as joinReplyRoutes from './join-reply-routes.ts';
import * as leave from './leave.ts';
import * as optional from './optional.ts';
import * as parallel from './parallel.ts';
import * as ownProcess from './process.ts';
import * as request from './request.ts';
import {requirements} from './requirements.ts';
import * as restart from './restart.ts';
import * as restartJoin from './restart-join.ts';
import * as rules from './rules.ts';
import * as sandbox from './sandbox.ts';
import * as sandboxLeaks from './sandbox-leaks.ts';
import * as sandboxTraffic from './sandbox-traffic.ts';

/** NetworkDriver. */
export const network = defineSuite({
  area: 'network',
  word: 'NetworkDriver',
  requirements,
  modules: [
    getCapabilities,
    optional,
    createNetwork,
    deleteNetwork,
    createEndpoint,
    deleteEndpoint,
    deleteEndpointAgain,
    endpointOperInfo,
    join,
    joinOnLink,
    leave,
    externalConnectivity,
    externalConnectivityPorts,
    request,
    parallel,
    daemon,
    daemonRestart,
    restart,
    restartJoin,
    ownProcess,
    sandbox,
    sandboxTraffic,
    sandboxLeaks,
    endpointReply,
    joinReply,
    joinReplyRoutes,
    rules,
  ],
});
