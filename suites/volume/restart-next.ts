import {canRestart, defineCheck, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {restarts} from './_restart.ts';

const needs = [implementsDriver('VolumeDriver'), canRestart];
const dependsOn = ['volume.restart.volumes-known'];

export const sameData = defineCheck({
  id: 'volume.restart-next.same-data',
  title: 'After a restart each volume has its own data',
  level: 'MUST',
  requirement: ['volume/27', 'volume/39'],
  problem: 'After a restart of the plugin a container found other files in its volume than before.',
  consequence: 'containers work on wrong data without any error, and write into it',
  fix: 'Store and restore all that says where the data of a volume lies, and tie it to the name of the volume.',
  needs: [...needs, seesMountpoints],
  exclusive: true,
  dependsOn: [...dependsOn, 'volume.restart-next.mountable'],
  async run(t) {
    for (const {how, idle, used, left} of await restarts(t)) {
      for (const {name, lost, mount} of [idle, used, left]) {
        t.expect.ok(
          lost === '',
          {expected: `"${name}" holds what was written before ${how}`, actual: lost},
          mount,
        );
      }
    }
  },
});

export const mountable = defineCheck({
  id: 'volume.restart-next.mountable',
  title: 'After a restart all volumes can be mounted, also one whose Unmount never came',
  level: 'MUST',
  requirement: ['volume/36', 'volume/39'],
  problem: 'After a restart of the plugin a volume could not be mounted any more.',
  consequence:
    '`docker run` fails with `error while mounting volume …`; after a power failure the volume is lost to docker',
  fix: 'Do not take a stored mount for a lock; check whether it is still there, and let other IDs mount.',
  needs,
  exclusive: true,
  dependsOn,
  async run(t) {
    for (const {how, idle, used, left} of await restarts(t)) {
      for (const {name, mount} of [idle, used, left]) {
        t.expect.ok(
          mount.ok,
          {expected: `Mount of "${name}" succeeds after ${how} and start`, actual: mount.error},
          mount,
        );
      }
    }
  },
});

export const removedStayGone = defineCheck({
  id: 'volume.restart-next.removed-stay-gone',
  title: 'A volume that was removed before a restart is not there after it',
  level: 'MUST',
  requirement: 'volume/14',
  problem: 'A removed volume was back after a restart of the plugin.',
  consequence:
    '`docker volume ls` shows it again, and a new volume of the name is never created: old data shows up',
  fix: 'Delete the record of a volume from disk before Remove answers.',
  needs,
  exclusive: true,
  dependsOn,
  async run(t) {
    for (const {how, removed} of await restarts(t)) {
      t.expect.ok(
        !removed.ok || removed.reply?.Volume === null,
        {
          expected: `Get denies the removed volume after ${how} and start`,
          actual: `it finds ${JSON.stringify(removed.reply?.Volume)}`,
        },
        removed,
      );
    }
  },
});

export const createAgain = defineCheck({
  id: 'volume.restart-next.create-again',
  title: 'Create of a volume from before the restart is answered',
  level: 'MUST',
  requirement: 'volume/17',
  problem: 'After a restart of the plugin a second Create of a volume was not answered.',
  consequence: 'dockerd repeats the call for 15 s and then fails: `docker run` does not start',
  fix: 'Answer Create of a name that exists with success; load the state before you judge it.',
  needs,
  exclusive: true,
  dependsOn,
  async run(t) {
    for (const {again} of await restarts(t)) t.expect(again).toAnswer();
  },
});
