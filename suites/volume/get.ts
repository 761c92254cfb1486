import {defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {givenVolume} from './_given.ts';
import type {GetReply} from './_replies.ts';

const needs = [implementsDriver('VolumeDriver')];

export const afterCreate = defineCheck({
  id: 'volume.get.after-create',
  title: 'Get returns a volume that was created',
  level: 'MUST',
  requirement: ['volume/1', 'volume/13'],
  problem: 'A volume was created, but Get does not find it.',
  consequence:
    '`docker run`, `inspect` and `rm` all fail with `no such volume`, right after the create succeeded',
  fix: 'Answer Get with `{"Volume": {"Name": …, "Mountpoint": …}}` as soon as Create has answered.',
  needs,
  dependsOn: ['volume.create.succeeds'],
  async run(t) {
    const {name} = await givenVolume(t);
    const got = await t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name});
    t.expect(got).toSucceed();
    const volume = t.expect.present(
      got.reply?.Volume,
      {expected: 'Get answers with a Volume', actual: 'Volume is null or absent'},
      got,
    );
    t.expect.equal(volume.Name, name, 'the name in the answer', got);
  },
});

export const unknownName = defineCheck({
  id: 'volume.get.unknown-name',
  title: 'Get of a name that was never created says that there is no such volume',
  level: 'MUST',
  requirement: 'volume/2',
  problem: 'Get found a volume that was never created.',
  consequence:
    '`docker volume create` prints the name and sends no Create: the volume is never made, and the first `docker run` with it fails',
  fix: 'Answer Get of an unknown name with an error in `Err`, or with `{"Volume": null}`.',
  needs,
  async run(t) {
    for (const name of [t.unique('never'), hexId(t.random)]) {
      const got = await t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name});
      t.expect(got).toAnswer();
      const found = got.ok && got.reply !== null && got.reply.Volume !== null;
      t.expect.ok(
        !found,
        {expected: 'an error, or Volume null', actual: `Volume ${JSON.stringify(got.reply?.Volume)}`},
        got,
      );
    }
  },
});
