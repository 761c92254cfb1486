import {defineCheck} from '../../src/authoring.ts';
import {needs, startMetrics, stopMetrics} from './_given.ts';

const BODIES = ['{}\n', '{"Err":\n', '[1]', 'x'];

export const body = defineCheck({
  id: 'metrics.request.body-survived',
  title: 'A body, or broken JSON, does not break the plugin',
  level: 'SHOULD',
  requirement: 'metrics/13',
  problem: 'After a request with a body the plugin could not be started any more.',
  consequence: 'one bad call, and there are no metrics until the plugin is restarted',
  fix: 'Do not read the body of StartMetrics and StopMetrics; answer what can not be read with an error.',
  needs,
  dependsOn: ['metrics.start-metrics.again', 'metrics.stop-metrics.without-start'],
  exclusive: true,
  async run(t) {
    await t.docker({metrics: 'wanted'});
    for (const rawBody of BODIES) {
      for (const method of ['MetricsCollector.StartMetrics', 'MetricsCollector.StopMetrics'])
        t.expect(await t.plugin.call(method, undefined, {rawBody, probe: true})).toAnswer();
    }
    t.expect(await startMetrics(t)).toSucceed();
    t.expect(await stopMetrics(t)).toAnswer();
  },
});
