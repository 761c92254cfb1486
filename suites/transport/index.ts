import {defineSuite} from '../../src/authoring.ts';
import * as badBody from './bad-body.ts';
import * as bodies from './body.ts';
import * as calls from './call.ts';
import * as clientGone from './client-gone.ts';
import * as connections from './connection.ts';
import * as emptyBody from './empty-body.ts';
import * as errors from './error.ts';
import * as hosts from './host.ts';
import * as http from './http.ts';
import * as otherVerb from './other-verb.ts';
import * as parallel from './parallel.ts';
import * as survival from './process.ts';
import * as requests from './request.ts';
import {requirements} from './requirements.ts';
import * as sockets from './socket.ts';
import * as start from './start.ts';
import * as status from './status.ts';
import * as stop from './stop.ts';
import * as unknownMethod from './unknown-method.ts';

/** HTTP, connections and the process, whatever the plugin serves. */
export const transport = defineSuite({
  area: 'transport',
  requirements,
  modules: [
    calls,
    hosts,
    requests,
    emptyBody,
    badBody,
    unknownMethod,
    otherVerb,
    connections,
    parallel,
    clientGone,
    sockets,
    start,
    stop,
    survival,
    status,
    http,
    bodies,
    errors,
  ],
});
