import {
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  seesMountpoints,
} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {expectIn, givenContainer, givenEngineVolume, pathOf, writeIn} from './_docker.ts';
import {expectProof, writeProof} from './_files.ts';
import {givenMount, givenVolume, lookUp, release, unmountAfterwards, within} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];
const dependsOn = ['volume.unmount.succeeds'];

export const succeeds = defineCheck({
  id: 'volume.unmount.succeeds',
  title: 'Unmount of a mounted volume succeeds',
  level: 'MUST',
  requirement: ['volume/33', 'volume/56'],
  problem: 'A volume could not be released.',
  consequence:
    'the container stops, dockerd logs `cleanup: Failed to umount volumes` and never repeats the call: the volume stays mounted on the host',
  fix: 'Answer Unmount with 200 and `{}`.',
  needs,
  dependsOn: ['volume.mount.succeeds'],
  async run(t) {
    const {volume, id} = await givenMount(t, await givenVolume(t));
    t.expect(await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: id})).toSucceed();
  },
});

export const sameIdTwice = defineCheck({
  id: 'volume.unmount.same-id-twice',
  title: 'Mount, Mount, Unmount, Unmount by one ID succeed all four',
  level: 'MUST',
  requirement: 'volume/33',
  problem: 'After `docker cp` the volume of a container could not be released.',
  consequence:
    'at the stop of the container dockerd logs `cleanup: Failed to umount volumes`, keeps the ID and uses it again at the next start',
  fix: 'Take an Unmount too many for success: what is asked for is the case already.',
  needs,
  dependsOn,
  async run(t) {
    const volume = await givenVolume(t, 'twice');
    const {id} = await givenMount(t, volume);
    unmountAfterwards(t, volume.name, id);
    for (const method of ['VolumeDriver.Mount', 'VolumeDriver.Unmount', 'VolumeDriver.Unmount'])
      t.expect(await t.plugin.call(method, {Name: volume.name, ID: id})).toSucceed();
  },
});

export const copyKeepsFiles = defineCheck({
  id: 'volume.unmount.copy-keeps-files',
  title: 'After `docker cp` a running container still has its volume',
  level: 'SHOULD',
  requirement: 'volume/34',
  problem: '`docker cp` took the volume away from a running container.',
  consequence:
    'dockerd unmounts by the ID of the container after the copy: where that detaches storage, the container goes on with an empty folder or I/O errors',
  fix: 'Count the Mounts of an ID: the files may go when it has been unmounted as often as mounted.',
  needs: [...needs, seesMountpoints],
  dependsOn: [
    'volume.unmount.same-id-twice',
    'volume.mount.same-id-same-files',
    'volume.data.survives-unmount',
    'volume.get.while-mounted',
    'volume.capabilities.answers',
  ],
  // the activation by another engine may pass for a restart of this one's daemon
  exclusive: true,
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker, {word: 'copied'});
    const web = await givenContainer(t, docker, {volumes: [data]});
    await writeIn(t, web, 'of the container');
    const copied = await docker.containers.cp(`${web.name}:${pathOf('of the container')}`, './proof');
    t.expect.ok(copied.ok, {
      expected: '`docker cp` out of the running container works',
      actual: copied.error,
    });
    await expectIn(t, web, 'of the container');
  },
});

export const unknownId = defineCheck({
  id: 'volume.unmount.unknown-id',
  title: 'Unmount by an unknown ID succeeds',
  level: 'SHOULD',
  requirement: 'volume/37',
  problem: 'Releasing a mount that the plugin does not know of failed.',
  consequence:
    'after a restart of the plugin, or a failed Mount on engines up to 25.0.4, the log fills with `cleanup: Failed to umount volumes`, and dockerd keeps the ID',
  fix: 'Answer success: what is asked for is the case already.',
  needs,
  dependsOn,
  async run(t) {
    const {volume} = await givenMount(t, await givenVolume(t, 'other'));
    const unmount = {Name: volume.name, ID: hexId(t.random)};
    t.expect(await t.plugin.call('VolumeDriver.Unmount', unmount)).toSucceed();
  },
});

export const notMounted = defineCheck({
  id: 'volume.unmount.not-mounted',
  title: 'Unmount of a volume that is not mounted succeeds',
  level: 'SHOULD',
  requirement: 'volume/37',
  problem: 'Releasing a volume that is not mounted failed.',
  consequence:
    'after a restart of the plugin the log fills with `cleanup: Failed to umount volumes`, and dockerd keeps the ID',
  fix: 'Answer success: what is asked for is the case already.',
  needs,
  dependsOn,
  async run(t) {
    const unmount = {Name: (await givenVolume(t, 'idle')).name, ID: hexId(t.random)};
    t.expect(await t.plugin.call('VolumeDriver.Unmount', unmount)).toSucceed();
  },
});

export const unknownIdKeepsOthers = defineCheck({
  id: 'volume.unmount.unknown-id-keeps-others',
  title: 'Unmount by an unknown ID takes the volume from nobody',
  level: 'SHOULD',
  requirement: ['volume/37', 'volume/31'],
  problem: 'A stray Unmount took the volume away from a running container.',
  consequence:
    'engines up to 25.0.4 send Unmount by an old ID after a Mount that failed: another container loses its files',
  fix: 'Count mounts by their IDs, not by calls alone.',
  needs: [...needs, seesMountpoints],
  dependsOn: [...dependsOn, 'volume.data.survives-unmount'],
  async run(t) {
    const volume = await givenVolume(t, 'others');
    const {mountpoint} = await givenMount(t, volume);
    const proof = await writeProof(t, mountpoint);
    await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: hexId(t.random)});
    await expectProof(t, mountpoint, proof);
  },
});

export const lastReleases = defineCheck({
  id: 'volume.unmount.last-releases',
  title: 'After the last Unmount the volume is not mounted any more',
  level: 'SHOULD',
  requirement: 'volume/33',
  problem: 'A volume that nobody uses stays mounted.',
  consequence: 'mounts, connections and devices pile up on the host; other hosts cannot have the volume',
  fix: 'Release the back end when the last mount ID is gone.',
  needs,
  dependsOn,
  async run(t) {
    const volume = await givenVolume(t, 'last');
    const before = await lookUp(t, volume.name);
    const first = await givenMount(t, volume);
    const second = await givenMount(t, volume);
    const wasMounted = await isMountPoint(t, first.mountpoint);
    await release(t, first);
    await release(t, second);
    const isReleased = async () => !(wasMounted && (await isMountPoint(t, first.mountpoint)));
    t.expect.ok(await becomesTrue(isReleased), {
      expected: `nothing is mounted at ${first.mountpoint}`,
      actual: '/proc/self/mountinfo still shows it',
    });
    // a plugin that never tells mountpoints, or always does, says nothing by it
    if ((before.volume?.Mountpoint ?? '') !== '') return;
    await becomesTrue(async () => ((await lookUp(t, volume.name)).volume?.Mountpoint ?? '') === '');
    const {call, volume: after} = await lookUp(t, volume.name);
    t.expect.equal(
      after?.Mountpoint,
      '',
      'Mountpoint in Get, empty before the first Mount',
      before.call,
      call,
    );
  },
});

/** Some drivers keep a mount for a moment after the last Unmount: the next container may come at once. */
const GRACE_MS = 3000;

async function becomesTrue(condition: () => Promise<boolean>): Promise<boolean> {
  const goesOn = within(GRACE_MS);
  while (!(await condition())) {
    if (!goesOn()) return false;
    await pause(100);
  }
  return true;
}

/** Whether the kernel lists the path as a mount of this namespace; false where it cannot be seen. */
async function isMountPoint(t: CheckContext, path: string): Promise<boolean> {
  if (!seesMountpoints(t.facts).ok) return false;
  const table = await t.host.read('/proc/self', 'mountinfo').catch(() => '');
  const escaped = path.replace(/[ \t\n\\]/g, each => `\\${each.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return table.split('\n').some(line => line.split(' ')[4] === escaped);
}
