import {defineCheck, ownsProcess} from '../../src/authoring.ts';

export const survives = defineCheck({
  id: 'transport.process.survives',
  title: "The plugin's process lives through the whole run",
  level: 'MUST',
  requirement: 'transport/27',
  problem: "The plugin's process ended by itself.",
  consequence:
    'docker retries for 15 s and then fails; calls under way come back with an empty body when the plugin is up again',
  fix: 'Catch errors per request and answer them with `Err`; see the plugin output below for the cause.',
  needs: [ownsProcess],
  exclusive: true,
  tags: ['last'],
  async run(t) {
    const deaths = t.process.deaths();
    t.expect.ok(deaths.length === 0, {
      expected: 'the process runs until plugtest ends it',
      actual: deaths.join('; '),
    });
  },
});
