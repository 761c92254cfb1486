import {defineSuite} from '../../src/authoring.ts';
import * as bodies from './bodies.ts';
import * as bypass from './bypass.ts';
import * as commands from './commands.ts';
import * as documents from './documents.ts';
import * as equivalents from './equivalents.ts';
import * as malformed from './malformed.ts';
import * as memory from './memory.ts';
import * as parallel from './parallel.ts';
import * as processChecks from './process.ts';
import * as request from './request.ts';
import {requirements} from './requirements.ts';
import * as response from './response.ts';
import * as restart from './restart.ts';
import * as rules from './rules.ts';
import * as start from './start.ts';

/** Authorization plugins. */
export const authz = defineSuite({
  area: 'authz',
  word: 'authz',
  requirements,
  modules: [
    request,
    documents,
    response,
    commands,
    malformed,
    memory,
    parallel,
    restart,
    start,
    processChecks,
    bypass,
    bodies,
    equivalents,
    rules,
  ],
});
