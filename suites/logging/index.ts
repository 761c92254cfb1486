import {defineSuite} from '../../src/authoring.ts';
import {requirements} from './requirements.ts';
import * as startLogging from './start-logging.ts';

/** LogDriver. */
export const logging = defineSuite({
  area: 'logging',
  word: 'LogDriver',
  requirements,
  modules: [startLogging],
});
