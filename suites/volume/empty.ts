import {type CheckContext, defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';

const needs = [implementsDriver('VolumeDriver')];
const dependsOn = ['volume.create.succeeds', 'volume.get.unknown-name'];
const consequence =
  'when a connection breaks while the plugin reads a request, dockerd sends the call again with an empty body: the user is told of a success that concerned no volume';
const fix = 'Answer an empty or missing Name with an error.';

export const create = defineCheck({
  id: 'volume.empty.create',
  title: 'Create without a name is an error',
  level: 'MUST',
  requirement: 'volume/22',
  problem: 'A volume without a name was created.',
  consequence,
  fix,
  needs,
  dependsOn,
  async run(t) {
    t.cleanup(() => t.plugin.call('VolumeDriver.Remove', {Name: ''}, {probe: true}));
    // no options either: what dockerd repeats after a broken connection has none
    await expectRefusal(t, 'VolumeDriver.Create', {Opts: null});
  },
});

export const get = defineCheck({
  id: 'volume.empty.get',
  title: 'Get without a name finds nothing',
  level: 'MUST',
  requirement: 'volume/22',
  problem: 'A volume without a name was found.',
  consequence,
  fix,
  needs,
  dependsOn,
  async run(t) {
    for (const body of [{Name: ''}, {}]) {
      const got = await t.plugin.call<{Volume: unknown}>('VolumeDriver.Get', body, {probe: true});
      t.expect(got).toAnswer();
      const volume = got.ok ? (got.reply?.Volume ?? null) : null;
      t.expect.ok(
        volume === null,
        {expected: 'an error, or Volume null', actual: JSON.stringify(volume)},
        got,
      );
    }
  },
});

export const mount = defineCheck({
  id: 'volume.empty.mount',
  title: 'Mount without a name is an error',
  level: 'MUST',
  requirement: 'volume/22',
  problem: 'A container got a folder that belongs to no volume.',
  consequence,
  fix,
  needs,
  dependsOn,
  async run(t) {
    const ID = hexId(t.random);
    t.cleanup(() => t.plugin.call('VolumeDriver.Unmount', {Name: '', ID}, {probe: true}));
    await expectRefusal(t, 'VolumeDriver.Mount', {ID});
  },
});

export const unmount = defineCheck({
  id: 'volume.empty.unmount',
  title: 'Unmount without a name is an error',
  level: 'SHOULD',
  requirement: 'volume/22',
  problem: 'Unmount without a name was taken for success.',
  consequence,
  fix,
  needs,
  dependsOn: [...dependsOn, 'volume.unmount.succeeds'],
  async run(t) {
    const ID = hexId(t.random);
    await unlessForgiving(t, 'VolumeDriver.Unmount', {ID});
    await expectRefusal(t, 'VolumeDriver.Unmount', {ID});
  },
});

export const remove = defineCheck({
  id: 'volume.empty.remove',
  title: 'Remove without a name is an error',
  level: 'MUST',
  requirement: 'volume/22',
  problem: 'Remove without a name was taken for success.',
  consequence: `${consequence}; here the volume stays, and docker has forgotten it`,
  fix,
  needs,
  dependsOn: [...dependsOn, 'volume.remove.unknown-answered'],
  async run(t) {
    await unlessForgiving(t, 'VolumeDriver.Remove', {});
    await expectRefusal(t, 'VolumeDriver.Remove', {});
  },
});

/** Some plugins take the removal or release of anything unknown for success; the empty name is no case of its own then. */
async function unlessForgiving(
  t: CheckContext,
  method: string,
  rest: Readonly<Record<string, unknown>>,
): Promise<void> {
  const unknown = await t.plugin.call(method, {Name: t.unique('never'), ...rest});
  if (unknown.ok) t.notApplicable(`the plugin answers ${method} of any unknown volume with success`);
}

async function expectRefusal(
  t: CheckContext,
  method: string,
  rest: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const name of [{Name: ''}, {}])
    t.expect(await t.plugin.call(method, {...name, ...rest}, {probe: true})).toFail();
}
