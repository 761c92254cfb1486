import {defineCheck, defineRule} from '../../src/authoring.ts';
import {complaints, givenEnabled, needs, startMetrics} from './_given.ts';

export const succeeds = defineCheck({
  id: 'metrics.start-metrics.succeeds',
  title: 'StartMetrics succeeds: an empty body, no Content-Type, before anything else',
  level: 'MUST',
  requirement: 'metrics/3',
  problem: 'The plugin was enabled, and its start failed without its user hearing of it.',
  consequence:
    '`docker plugin enable` succeeds all the same; the daemon logs `Error starting metrics collector plugin`, and there are no metrics',
  fix: 'Answer POST /MetricsCollector.StartMetrics with 200 and `{}`.',
  needs,
  exclusive: true,
  async run(t) {
    const docker = await givenEnabled(t);
    const [complaint = ''] = complaints(docker);
    t.expect.equal(complaint, '', "the daemon's log of StartMetrics");
  },
});

export const errUnread = defineRule({
  id: 'metrics.start-metrics.err-unread',
  title: 'A start that failed has another status than 200',
  level: 'SHOULD',
  requirement: 'metrics/3',
  problem: 'The plugin said in an answer with status 200 that it could not start.',
  consequence: 'this engine does not read the body: nothing is logged, and there are no metrics',
  fix: 'Send `{"Err": "…"}` with status 500.',
  engines: '>=28.0',
  on: 'MetricsCollector.StartMetrics',
  judge({response}) {
    if (response?.status !== 200) return 'skip';
    const text = /"err"\s*:\s*"((?:[^"\\]|\\.)+)"/i.exec(response.body.text)?.[1];
    if (text === undefined) return undefined;
    return {message: '', expected: 'an error status', actual: `status 200 with Err "${text}"`};
  },
});

export const withoutSocket = defineCheck({
  id: 'metrics.start-metrics.without-socket',
  title: 'StartMetrics is answered where nobody listens at the metrics socket',
  level: 'MUST',
  requirement: ['metrics/4', 'metrics/8'],
  problem: 'StartMetrics waited for metrics that did not come.',
  consequence:
    'after a restart of dockerd with live-restore the plugin still has the old socket, which refuses: `docker plugin enable` and the start of dockerd wait for ever',
  fix: 'Answer StartMetrics at once and scrape in the background.',
  needs,
  dependsOn: ['metrics.start-metrics.after-stop'],
  exclusive: true,
  async run(t) {
    t.cleanup(() => t.plugin.call('MetricsCollector.StopMetrics', undefined, {probe: true}));
    t.expect(await startMetrics(t)).toAnswer();
  },
});

export const again = defineCheck({
  id: 'metrics.start-metrics.again',
  title: 'StartMetrics succeeds again without StopMetrics, as after a crash of dockerd',
  level: 'MUST',
  requirement: 'metrics/5',
  problem: 'A plugin that was collecting refused to start once more.',
  consequence:
    'after a crash of dockerd with live-restore it logs `Error starting metrics collector plugin`, and there are no metrics any more',
  fix: 'Let StartMetrics succeed when collecting already; it may come any number of times.',
  needs,
  dependsOn: ['metrics.start-metrics.after-stop'],
  exclusive: true,
  async run(t) {
    const docker = await givenEnabled(t);
    await docker.restartDaemon({how: 'kill'});
    const [complaint = ''] = complaints(docker);
    t.expect.equal(complaint, '', "the daemon's log of the second StartMetrics");
  },
});

export const afterStop = defineCheck({
  id: 'metrics.start-metrics.after-stop',
  title: 'StartMetrics succeeds after StopMetrics in the same process, as over a restart of dockerd',
  level: 'MUST',
  requirement: 'metrics/7',
  problem: 'Once stopped, the plugin could not be started again.',
  consequence:
    'after a restart of dockerd with live-restore there are no metrics until the plugin is enabled anew',
  fix: 'Make StopMetrics leave everything so that StartMetrics can begin anew.',
  needs,
  dependsOn: ['metrics.start-metrics.succeeds'],
  exclusive: true,
  async run(t) {
    const docker = await givenEnabled(t);
    await docker.restartDaemon();
    const starts = complaints(docker).filter(line => line.includes('starting'));
    t.expect.equal(starts[0] ?? '', '', "the daemon's log of StartMetrics after StopMetrics");
  },
});
