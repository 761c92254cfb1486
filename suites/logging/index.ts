import {defineSuite} from '../../src/authoring.ts';
import * as capabilities from './capabilities.ts';
import * as containers from './containers.ts';
import * as daemon from './daemon.ts';
import * as daemonGone from './daemon-gone.ts';
import * as ownProcess from './process.ts';
import * as readLogs from './read-logs.ts';
import * as readLogsFollow from './read-logs-follow.ts';
import * as readLogsFollowAgain from './read-logs-follow-again.ts';
import * as readLogsLines from './read-logs-lines.ts';
import * as readLogsParallel from './read-logs-parallel.ts';
import * as readLogsStopped from './read-logs-stopped.ts';
import * as readLogsTail from './read-logs-tail.ts';
import * as readLogsUnknown from './read-logs-unknown.ts';
import * as readLogsWhen from './read-logs-when.ts';
import {requirements} from './requirements.ts';
import * as restart from './restart.ts';
import * as rules from './rules.ts';
import * as sink from './sink.ts';
import * as startLogging from './start-logging.ts';
import * as startLoggingInfo from './start-logging-info.ts';
import * as stopLogging from './stop-logging.ts';
import * as stopLoggingAgain from './stop-logging-again.ts';
import * as stopLoggingFull from './stop-logging-full.ts';
import * as stream from './stream.ts';
import * as streamBytes from './stream-bytes.ts';
import * as streamDamage from './stream-damage.ts';
import * as streamLines from './stream-lines.ts';
import * as streamTimes from './stream-times.ts';
import * as throughput from './throughput.ts';

/** LogDriver. */
export const logging = defineSuite({
  area: 'logging',
  word: 'LogDriver',
  requirements,
  modules: [
    capabilities,
    startLogging,
    startLoggingInfo,
    stream,
    streamLines,
    streamBytes,
    streamTimes,
    streamDamage,
    stopLogging,
    stopLoggingAgain,
    stopLoggingFull,
    readLogs,
    readLogsLines,
    readLogsTail,
    readLogsWhen,
    readLogsFollow,
    readLogsFollowAgain,
    readLogsParallel,
    readLogsStopped,
    readLogsUnknown,
    containers,
    throughput,
    sink,
    daemon,
    daemonGone,
    restart,
    ownProcess,
    rules,
  ],
});
