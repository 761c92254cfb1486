import {canRestart, defineCheck, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {facetsOf, restarts} from './_restart.ts';

const needs = [implementsDriver('VolumeDriver'), canRestart];
const dependsOn = ['volume.restart.starts-again'];

export const startsAgain = defineCheck({
  id: 'volume.restart.starts-again',
  title: 'The plugin starts again with volumes that were mounted when it ended',
  level: 'MUST',
  requirement: 'volume/39',
  problem: 'The plugin did not start again after it had ended with mounted volumes.',
  consequence:
    'after a reboot every container with a volume of the driver stays down; a managed plugin is disabled by dockerd',
  fix: 'Take what the state file says of mounts for a hint: check what is really mounted, and go on.',
  needs,
  exclusive: true,
  dependsOn: [
    'volume.data.survives-unmount',
    'volume.mount.first-unmount-keeps-others',
    'volume.remove.succeeds',
  ],
  // three starts, of a plugin that may take long to warm up
  timeoutMs: 180_000,
  async run(t) {
    await restarts(t);
  },
});

export const volumesKnown = defineCheck({
  id: 'volume.restart.volumes-known',
  title: 'All volumes are known as soon as the socket accepts after a restart',
  level: 'MUST',
  requirement: 'volume/39',
  problem: 'After a restart of the plugin volumes were gone.',
  consequence:
    '`docker volume ls` lacks them and containers fail with `no such volume`; a dockerd that starts meanwhile forgets them with labels and options',
  fix: 'Write each volume to disk before Create answers, and read all of them before the socket is opened; a broken record must not hide the others.',
  needs,
  exclusive: true,
  dependsOn,
  async run(t) {
    for (const {how, idle, used, left, fresh, list} of await restarts(t)) {
      const known = [idle, used, left, ...fresh];
      for (const {name, get} of known) {
        t.expect.ok(
          get.ok && get.reply?.Volume?.Name === name,
          {expected: `Get finds "${name}" right after ${how} and start`, actual: get.error || 'Volume null'},
          get,
        );
      }
      const listed = new Set(list.reply?.Volumes?.map(volume => volume?.Name));
      const lost = known.map(({name}) => name).filter(name => !listed.has(name));
      t.expect.equal(lost, [], `what List lacks right after ${how} and start`, list);
    }
  },
});

export const sameAnswers = defineCheck({
  id: 'volume.restart.same-answers',
  title: 'Get gives the same Mountpoint, CreatedAt and Status after a restart',
  level: 'SHOULD',
  requirement: 'volume/39',
  problem: 'After a restart of the plugin a volume looked different.',
  consequence:
    '`docker volume inspect` shows other values; often an option was not restored, and the next mount shows wrong data',
  fix: 'Store all options of a volume, and restore all of them.',
  needs,
  exclusive: true,
  dependsOn: ['volume.restart.volumes-known'],
  async run(t) {
    for (const {how, idle, used} of await restarts(t)) {
      for (const {before, get} of [idle, used]) {
        const after = facetsOf(get.reply?.Volume ?? null);
        const [first, second] = before.map(facetsOf);
        for (const [facet, value] of first ?? []) {
          if (second?.get(facet) !== value) continue;
          const words = `${facet} in Get after ${how} and start`;
          t.expect.equal(after.get(facet), value, words, get);
        }
      }
    }
  },
});

export const mountsUndisturbed = defineCheck({
  id: 'volume.restart.mounts-undisturbed',
  title: 'A restart of the plugin does not touch what containers have mounted',
  level: 'MUST',
  requirement: 'volume/40',
  problem: 'A running container lost the files of its volume when the plugin was restarted.',
  consequence: 'containers get I/O errors or an empty folder; dockerd is not asked and tells nobody',
  fix: 'Unmount nothing at the end or start of the process; let helpers that serve mounts outlive it.',
  needs: [...needs, seesMountpoints],
  exclusive: true,
  dependsOn,
  async run(t) {
    for (const {how, whileDown, whileUp} of await restarts(t)) {
      const expected = `a container's file is readable after ${how}`;
      // a plugin may well unmount its own side when it is asked to stop: containers have a mount of their own
      const judgesDown = how === 'SIGKILL';
      t.expect.ok(!judgesDown || whileDown === '', {
        expected: `${expected}, while the plugin is down`,
        actual: whileDown,
      });
      t.expect.ok(whileUp === '', {expected: `${expected} and start`, actual: whileUp});
    }
  },
});

export const unmountReleases = defineCheck({
  id: 'volume.restart.unmount-releases',
  title: 'Unmount of a mount from before the restart succeeds and releases it',
  level: 'MUST',
  requirement: 'volume/38',
  problem: 'A volume that was mounted before a restart of the plugin could not be released after it.',
  consequence:
    'docker logs `Failed to umount volumes`, the mount leaks, and `docker volume rm` is refused although nothing uses the volume',
  fix: 'Keep mount IDs on disk, or take Unmount of an unknown ID for a success and look at what is really mounted.',
  needs,
  exclusive: true,
  dependsOn: ['volume.restart.volumes-known', 'volume.remove.with-files'],
  async run(t) {
    for (const {how, used, unmounts} of await restarts(t)) {
      for (const call of unmounts) {
        t.expect.ok(call.ok, {expected: `Unmount succeeds after ${how} and start`, actual: call.error}, call);
      }
      t.expect.ok(
        used.remove.ok,
        {expected: `Remove succeeds after all Unmounts, ${how} and start`, actual: used.remove.error},
        ...unmounts,
        used.remove,
      );
    }
  },
});

export const countsKept = defineCheck({
  id: 'volume.restart.counts-kept',
  title: 'After a restart the first of two Unmounts leaves the volume to the other container',
  level: 'MUST',
  requirement: ['volume/38', 'volume/31'],
  problem: 'After a restart of the plugin one container stopped, and another one lost its files.',
  consequence: 'the container that still runs gets an empty folder or I/O errors',
  fix: 'Keep mount IDs on disk: after a restart they are not one and not none.',
  needs: [...needs, seesMountpoints],
  exclusive: true,
  dependsOn: ['volume.restart.mounts-undisturbed'],
  async run(t) {
    for (const {how, unmounts, afterFirstUnmount} of await restarts(t)) {
      t.expect.ok(
        afterFirstUnmount === '',
        {
          expected: `the second container's file is readable after ${how} and start`,
          actual: afterFirstUnmount,
        },
        unmounts[0],
      );
    }
  },
});
