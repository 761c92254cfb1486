import {defineCheck} from '../../src/authoring.ts';
import {needs} from './_given.ts';

export const notNamed = defineCheck({
  id: 'metrics.activate.not-named',
  title: 'Plugin.Activate, which nobody sends to a managed plugin, does not name MetricsCollector',
  level: 'MAY',
  requirement: 'metrics/2',
  problem: 'Installed on a socket instead of with `docker plugin install`, this plugin would hang dockerd.',
  consequence:
    'as a managed plugin it is well; with its socket in /run/docker/plugins the first docker command that touches it never returns, and `docker volume ls` hangs',
  fix: 'Leave MetricsCollector out of Implements: a managed plugin is never asked.',
  needs,
  exclusive: true,
  async run(t) {
    const answer = await t.plugin.call('Plugin.Activate');
    const words = answer.reply?.['Implements'];
    t.expect.ok(
      !(answer.ok && Array.isArray(words) && words.includes('MetricsCollector')),
      {expected: 'Implements without MetricsCollector', actual: JSON.stringify(words)},
      answer,
    );
  },
});
