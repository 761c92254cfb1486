import {type CheckContext, defineCheck, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {crowdFor, mount, unmount} from './_calls.ts';
import {missing, writeProof} from './_files.ts';
import {givenMount, givenVolume} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];

export const parallelMounts = defineCheck({
  id: 'volume.concurrency.parallel-mounts',
  title: 'Mounts of one volume by different IDs at one time succeed all, and each holds the volume',
  level: 'MUST',
  requirement: 'volume/51',
  problem: 'Several containers with one volume were started at one time, and not all of them got it.',
  consequence:
    '`docker run` of the second container fails at random with `error while mounting volume …`, or its files vanish when the first one stops',
  fix: 'Do the mounting and the counting of one volume under one lock, and wait for it instead of refusing.',
  needs,
  exclusive: true,
  dependsOn: ['volume.mount.first-unmount-keeps-others'],
  async run(t) {
    const volume = await givenVolume(t);
    const crowd = crowdFor(await timeOfMount(t));
    const mounts = await Promise.all(Array.from({length: crowd}, () => mount(t, volume.name)));
    for (const {call} of mounts) t.expect(call).toSucceed();
    const paths = mounts.map(({call}) => call.reply?.Mountpoint ?? '');
    if (t.facts.mountNamespace !== 'same' || !paths.every(path => path.startsWith('/'))) return;
    const proof = await writeProof(t, paths[0] ?? '');
    for (const path of paths) await expectThere(path, 'while all are mounted');
    for (const {id} of mounts.slice(0, -1)) t.expect(await unmount(t, volume.name, id)).toSucceed();
    await expectThere(paths.at(-1) ?? '', 'after all but one were unmounted');

    async function expectThere(path: string, when: string): Promise<void> {
      const actual = await missing(t, path, proof);
      t.expect.ok(actual === '', {
        expected: `a file written through one mount is read through another ${when}`,
        actual,
      });
    }
  },
});

export const mountBesideUnmount = defineCheck({
  id: 'volume.concurrency.mount-beside-unmount',
  title: 'Mount by one ID while another ID unmounts leaves the volume mounted',
  level: 'MUST',
  requirement: 'volume/52',
  problem: 'A container started while another one with the same volume stopped, and found no files.',
  consequence: '`docker run` succeeds, and the container works on an empty folder: its data is lost',
  fix: 'Decide whether an Unmount is the last one under the same lock under which Mount counts.',
  needs: [...needs, seesMountpoints],
  exclusive: true,
  dependsOn: ['volume.data.survives-unmount', 'volume.data.again-at-once'],
  async run(t) {
    const volume = await givenVolume(t);
    let held = await givenMount(t, volume);
    const proof = await writeProof(t, held.mountpoint);
    for (let round = 1; round <= 5; round += 1) {
      // either may come first: dockerd leaves it to chance
      const leaving = round % 2 === 1 ? unmount(t, volume.name, held.id) : undefined;
      const [mounted, unmounted] = await Promise.all([
        mount(t, volume.name),
        leaving ?? unmount(t, volume.name, held.id),
      ]);
      t.expect(mounted.call).toSucceed();
      t.expect(unmounted).toSucceed();
      held = {volume, id: mounted.id, mountpoint: mounted.call.reply?.Mountpoint ?? ''};
      const actual = await missing(t, held.mountpoint, proof);
      t.expect.ok(
        actual === '',
        {expected: `the volume's files below the path that Mount gave (round ${round})`, actual},
        mounted.call,
        unmounted,
      );
    }
  },
});

export const lastUnmounts = defineCheck({
  id: 'volume.concurrency.last-unmounts',
  title: 'Unmounts by the last IDs at one time succeed all and leave the volume free',
  level: 'MUST',
  requirement: 'volume/53',
  problem: 'The last containers of a volume stopped at one time, and the volume was not released.',
  consequence:
    'docker logs `error unmounting volume`, and `docker volume rm` is refused although nothing uses the volume',
  fix: 'Count down and release under one lock, and wait for it instead of refusing.',
  needs,
  exclusive: true,
  dependsOn: ['volume.unmount.succeeds', 'volume.unmount.last-releases', 'volume.remove.succeeds'],
  async run(t) {
    for (let round = 1; round <= 3; round += 1) {
      const volume = await givenVolume(t);
      const mounts = [await givenMount(t, volume), await givenMount(t, volume)];
      const unmounts = await Promise.all(mounts.map(({id}) => unmount(t, volume.name, id)));
      for (const call of unmounts) t.expect(call).toSucceed();
      const removed = await t.plugin.call('VolumeDriver.Remove', {Name: volume.name});
      t.expect.ok(
        removed.ok,
        {expected: 'Remove succeeds after the last Unmounts', actual: removed.error},
        ...unmounts,
        removed,
      );
    }
  },
});

/** Milliseconds that one Mount takes, of another volume, with nothing beside it. */
async function timeOfMount(t: CheckContext): Promise<number> {
  const {name} = await givenVolume(t, 'alone');
  const {call} = await mount(t, name);
  return call.exchange.timing.totalMs;
}
