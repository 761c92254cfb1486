import {defineSuite} from '../../src/authoring.ts';
import {requirements} from './requirements.ts';
import * as startLogging from './start-logging.ts';
import * as stopLogging from './stop-logging.ts';
import * as stream from './stream.ts';
import * as streamBytes from './stream-bytes.ts';
import * as streamLines from './stream-lines.ts';
import * as streamTimes from './stream-times.ts';

/** LogDriver. */
export const logging = defineSuite({
  area: 'logging',
  word: 'LogDriver',
  requirements,
  modules: [startLogging, stream, streamLines, streamBytes, streamTimes, stopLogging],
});
