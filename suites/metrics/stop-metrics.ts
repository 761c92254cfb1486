import {defineCheck, describeOutcome} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {givenCollecting, givenEnabled, needs, startMetrics, stopMetrics} from './_given.ts';

/** A scrape takes no longer than this in the check; a plugin may wait for its end. */
const HELD_MS = 500;

export const answers = defineCheck({
  id: 'metrics.stop-metrics.answers',
  title: 'StopMetrics is answered',
  level: 'MUST',
  requirement: 'metrics/6',
  problem: 'The plugin did not answer when it was told to stop.',
  consequence: 'dockerd waits for it at its end, until the service manager kills it',
  fix: 'Answer StopMetrics at once; what is still running may end afterwards.',
  needs,
  exclusive: true,
  async run(t) {
    await givenEnabled(t);
    t.expect(await stopMetrics(t)).toAnswer();
  },
});

export const succeeds = defineCheck({
  id: 'metrics.stop-metrics.succeeds',
  title: 'StopMetrics is answered with 200, also when there is nothing to stop',
  level: 'SHOULD',
  requirement: 'metrics/6',
  problem: 'StopMetrics failed.',
  consequence: 'the daemon logs `Error stopping plugin metrics collection` at its end',
  fix: 'Answer StopMetrics with 200 and `{}`, whether or not anything was started.',
  needs,
  dependsOn: ['metrics.stop-metrics.answers', 'metrics.stop-metrics.without-start'],
  exclusive: true,
  async run(t) {
    await givenEnabled(t);
    for (const when of ['after StartMetrics', 'once more']) {
      const call = await stopMetrics(t);
      t.expect.ok(call.ok, {expected: `StopMetrics ${when} succeeds`, actual: describeOutcome(call)}, call);
    }
  },
});

export const withoutStart = defineCheck({
  id: 'metrics.stop-metrics.without-start',
  title: 'StopMetrics without StartMetrics, and repeated, leaves the plugin able to start',
  level: 'MUST',
  requirement: 'metrics/6',
  problem: 'A StopMetrics with nothing to stop broke the plugin.',
  consequence:
    'dockerd stops every enabled plugin at its end, also one whose start had failed: with live-restore the next StartMetrics hangs or fails',
  fix: 'Let StopMetrics do nothing when nothing was started.',
  needs,
  dependsOn: ['metrics.start-metrics.without-socket', 'metrics.stop-metrics.answers'],
  exclusive: true,
  async run(t) {
    // some try the socket first
    await t.docker({metrics: 'wanted'});
    const stops = [await stopMetrics(t), await stopMetrics(t)];
    for (const stop of stops) t.expect(stop).toAnswer();
    t.expect(await startMetrics(t)).toSucceed();
    t.expect(await stopMetrics(t)).toAnswer();
  },
});

export const whileScraping = defineCheck({
  id: 'metrics.stop-metrics.while-scraping',
  title: 'StopMetrics is answered while a request for metrics is under way',
  level: 'MUST',
  requirement: 'metrics/12',
  problem: 'StopMetrics got stuck on a request for metrics that was under way.',
  consequence: 'dockerd waits for it at its end, until the service manager kills it',
  fix: 'Do not hold a lock over the request that StopMetrics needs; cancel the request, or let it end.',
  needs,
  dependsOn: ['metrics.stop-metrics.answers'],
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t);
    const letGo = docker.metrics.hold();
    // one that came before may have been answered already
    await docker.metrics.nextRequests(1, t.settings.callTimeoutMs);
    const stopping = stopMetrics(t);
    await Promise.race([stopping, pause(HELD_MS)]);
    letGo();
    t.expect(await stopping).toAnswer();
  },
});
