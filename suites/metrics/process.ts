import {canRestart, defineCheck, ownsProcess} from '../../src/authoring.ts';
import {restart, STOP_MS} from '../transport/_restart.ts';
import {givenEnabled, needs, startMetrics} from './_given.ts';

export const endsWhileStarted = defineCheck({
  id: 'metrics.process.ends-while-started',
  title: 'SIGTERM ends the plugin while it collects, without StopMetrics',
  level: 'SHOULD',
  requirement: 'metrics/9',
  problem: 'SIGTERM did not end the plugin while it was collecting.',
  consequence:
    '`docker plugin disable` sends no StopMetrics: it takes ten seconds, then the plugin is killed',
  fix: 'End collecting in the handler of SIGTERM too.',
  needs: [...needs, ownsProcess],
  dependsOn: ['metrics.start-metrics.after-stop', 'transport.stop.in-time'],
  exclusive: true,
  async run(t) {
    if (!t.process.running) await t.process.start();
    await givenEnabled(t);
    const limitMs = Math.min(STOP_MS, t.settings.callTimeoutMs);
    const ended = await t.process.stop({timeoutMs: limitMs});
    if (!ended) await t.process.kill();
    await t.process.start();
    t.expect.ok(ended, {
      expected: `the process ends within ${limitMs / 1000} s of SIGTERM`,
      actual: 'it still ran and had to be killed',
    });
  },
});

export const startsAfterRestart = defineCheck({
  id: 'metrics.process.starts-after-restart',
  title: 'StartMetrics succeeds after a restart of the plugin, without Plugin.Activate',
  level: 'MUST',
  requirement: ['metrics/5', 'metrics/3'],
  problem: 'After a restart of the plugin it could not be started.',
  consequence:
    'dockerd restarts a managed plugin that crashed and calls StartMetrics at once: there are no metrics',
  fix: 'Prepare everything at the start of the process; nobody calls Plugin.Activate.',
  needs: [...needs, canRestart],
  dependsOn: ['metrics.start-metrics.after-stop'],
  exclusive: true,
  async run(t) {
    await givenEnabled(t);
    await restart(t);
    t.expect(await startMetrics(t)).toSucceed();
  },
});
