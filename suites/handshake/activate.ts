import {defineCheck} from '../../src/authoring.ts';

export const answers = defineCheck({
  id: 'handshake.activate.answers',
  title: 'Plugin.Activate with an empty body and without Content-Type is answered with 200 and JSON',
  level: 'MUST',
  requirement: ['transport/5', 'transport/6'],
  problem: 'The plugin could not be activated.',
  consequence: 'every use of the plugin fails with `legacy plugin: Plugin.Activate: …`',
  fix: 'Answer POST /Plugin.Activate with 200 and `{"Implements": ["VolumeDriver"]}`; do not ask for a body or a Content-Type.',
  async run(t) {
    t.expect(await t.plugin.call('Plugin.Activate')).toSucceed();
  },
});
