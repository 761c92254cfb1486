import {type CheckContext, type Docker, defineCheck} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {givenCollecting, needs, startMetrics, stopMetrics, WATCH_MS} from './_given.ts';

const dependsOn = ['metrics.start-metrics.after-stop'];

export const path = defineCheck({
  id: 'metrics.scrape.path',
  title: 'It asks for GET /metrics',
  level: 'MUST',
  requirement: 'metrics/10',
  problem: 'The plugin asked the daemon for something else than its metrics.',
  consequence: 'dockerd answers `404 page not found`: there are no metrics',
  fix: 'Ask for `GET /metrics` at /run/docker/metrics.sock.',
  needs,
  dependsOn,
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t);
    const found = () => docker.metrics.requests().some(({status}) => status === 200);
    if (!found()) await docker.metrics.nextRequests(2, WATCH_MS);
    const asked = [...new Set(docker.metrics.requests().map(request => `${request.verb} ${request.path}`))];
    t.expect.ok(found(), {expected: 'GET /metrics', actual: asked.join(', ')});
  },
});

export const resumes = defineCheck({
  id: 'metrics.scrape.resumes',
  title: 'Collecting goes on after a restart of dockerd',
  level: 'MUST',
  requirement: 'metrics/7',
  problem: 'After StopMetrics and StartMetrics no metrics were asked for any more.',
  consequence:
    'after an upgrade of dockerd with live-restore there are no metrics until the plugin is enabled anew',
  fix: 'Begin collecting anew with each StartMetrics.',
  needs,
  dependsOn: ['metrics.start-metrics.after-stop'],
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t);
    await docker.restartDaemon();
    await expectRequest(t, docker, 'a request after StopMetrics and StartMetrics');
  },
});

export const survivesCrash = defineCheck({
  id: 'metrics.scrape.survives-crash',
  title: 'Collecting goes on after a crash of dockerd',
  level: 'MUST',
  requirement: ['metrics/5', 'metrics/8'],
  problem: 'After dockerd had died and come back no metrics were asked for any more.',
  consequence:
    'after a crash of dockerd with live-restore there are no metrics until the plugin is enabled anew',
  fix: 'Survive broken and refused connections, and begin collecting anew with each StartMetrics.',
  needs,
  dependsOn: ['metrics.start-metrics.again'],
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t, 2);
    const pauseMs = longestPause(docker);
    await docker.daemon.end({how: 'kill'});
    // long enough for the plugin to find that nobody listens
    await pause(Math.min(WATCH_MS, 3 * pauseMs));
    await docker.daemon.start();
    await expectRequest(t, docker, 'a request after the second StartMetrics');
  },
});

async function expectRequest(t: CheckContext, docker: Docker, expected: string): Promise<void> {
  const came = await docker.metrics.nextRequests(1, Math.max(WATCH_MS, t.settings.callTimeoutMs));
  t.expect.ok(came, {expected, actual: 'none'});
}

/** More than any dashboard shows. */
const BUSY_REQUESTS = 100;

export const pauses = defineCheck({
  id: 'metrics.scrape.pauses',
  title: 'It waits between two requests for metrics',
  level: 'SHOULD',
  requirement: 'metrics/10',
  problem: 'The plugin asked for metrics again as soon as it had them.',
  consequence:
    'dockerd and the plugin keep the processor busy for nothing, for as long as the plugin is enabled',
  fix: 'Wait between two requests, a second at least, also after one that failed.',
  needs,
  dependsOn: ['metrics.scrape.path'],
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t);
    const isBusy = await docker.metrics.nextRequests(BUSY_REQUESTS, WATCH_MS);
    t.expect.ok(!isBusy, {
      expected: `fewer than ${BUSY_REQUESTS} requests within ${WATCH_MS / 1000} s`,
      actual: `${BUSY_REQUESTS} and more`,
    });
  },
});

/** So many requests, and so much time for connections to close that are of no more use. */
const REQUESTS = 8;
const CLOSING_MS = 1000;

export const connections = defineCheck({
  id: 'metrics.scrape.connections',
  title: 'Connections to the metrics socket are used again or closed',
  level: 'SHOULD',
  requirement: 'metrics/10',
  problem: 'Each request for metrics left a connection open.',
  consequence:
    'dockerd, which ends no idle connection, and the plugin hold one more file with each request, until they can open no more',
  fix: 'Read the body to its end and close it, and use one HTTP client for all requests.',
  needs,
  dependsOn: ['metrics.scrape.path'],
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t);
    const before = docker.metrics.connections();
    if (!(await docker.metrics.nextRequests(REQUESTS, 2 * WATCH_MS)))
      t.untestable(`the plugin asks too rarely: let it ask twice a second for the test`);
    const until = performance.now() + CLOSING_MS;
    const more = () => docker.metrics.connections() - before;
    while (more() >= REQUESTS / 2 && performance.now() < until) await docker.metrics.nextRequests(1, 50);
    t.expect.ok(more() < REQUESTS / 2, {
      expected: `as many open connections after ${REQUESTS} more requests`,
      actual: `${more()} more`,
    });
  },
});

export const ends = defineCheck({
  id: 'metrics.scrape.ends',
  title: 'StopMetrics ends collecting',
  level: 'SHOULD',
  requirement: 'metrics/7',
  problem: 'The plugin asked for metrics after it had been told to stop.',
  consequence: 'it fills its log with errors while dockerd is away',
  fix: 'End the loop or the timer in StopMetrics.',
  needs,
  dependsOn: ['metrics.stop-metrics.succeeds'],
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t, 3);
    await expectEnd(t, docker);
  },
});

export const endsOnce = defineCheck({
  id: 'metrics.scrape.not-doubled',
  title: 'One StopMetrics ends collecting, however often it was started',
  level: 'SHOULD',
  requirement: 'metrics/5',
  problem: 'Started twice, the plugin collected twice.',
  consequence:
    'with every restart of dockerd the plugin asks for the metrics more often, and its values count double',
  fix: 'Let StartMetrics do nothing when collecting already.',
  needs,
  dependsOn: ['metrics.scrape.ends', 'metrics.start-metrics.again'],
  exclusive: true,
  async run(t) {
    const docker = await givenCollecting(t, 3);
    t.expect(await startMetrics(t)).toSucceed();
    await expectEnd(t, docker);
  },
});

/** Fails when requests go on after StopMetrics; one that was on its way may still come. */
async function expectEnd(t: CheckContext, docker: Docker): Promise<void> {
  const pauseMs = longestPause(docker);
  const stop = await stopMetrics(t);
  await docker.metrics.nextRequests(1, pauseMs);
  const before = docker.metrics.requests().length;
  await docker.metrics.nextRequests(2, Math.max(1000, 4 * pauseMs));
  const later = docker.metrics.requests().length - before;
  t.expect.ok(
    later < 2,
    {expected: 'no request after StopMetrics was answered', actual: `${later} requests, and no end of it`},
    stop,
  );
}

function longestPause(docker: Docker): number {
  const times = docker.metrics.requests().map(({atMs}) => atMs);
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
}
