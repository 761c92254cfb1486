import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {createArguments, removeAfterwards} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];

export const succeeds = defineCheck({
  id: 'volume.create.succeeds',
  title: 'Create of a new volume succeeds',
  level: 'MUST',
  requirement: 'volume/15',
  problem: 'A volume could not be created.',
  consequence: '`docker volume create` fails with `create <name>: …`',
  fix: 'Answer Create with 200 and `{}`. If the driver needs options, give them with --volume-opt.',
  needs,
  async run(t) {
    const name = t.unique('new');
    removeAfterwards(t, name);
    t.expect(await t.plugin.call('VolumeDriver.Create', createArguments(t, name))).toSucceed();
  },
});
