import {defineSuite} from '../../src/authoring.ts';
import * as activate from './activate.ts';
import * as survival from './process.ts';
import * as request from './request.ts';
import {requirements} from './requirements.ts';
import * as scrape from './scrape.ts';
import * as socket from './socket.ts';
import * as startMetrics from './start-metrics.ts';
import * as stopMetrics from './stop-metrics.ts';

/** MetricsCollector, which is a managed plugin always. */
export const metrics = defineSuite({
  area: 'metrics',
  word: 'MetricsCollector',
  requirements,
  modules: [startMetrics, stopMetrics, scrape, socket, request, survival, activate],
});
