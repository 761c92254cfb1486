import {defineCheck, hexId, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {expectIn, givenContainer, givenEngineVolume, writeIn} from './_docker.ts';
import {expectProof, missing, type Proof, writeProof} from './_files.ts';
import {
  createArguments,
  givenMount,
  givenVolume,
  mayShareOnePlace,
  release,
  unmountAfterwards,
} from './_given.ts';
import type {MountReply} from './_replies.ts';

const needs = [implementsDriver('VolumeDriver')];

export const againAtOnce = defineCheck({
  id: 'volume.data.again-at-once',
  title: 'Mount succeeds right after the Unmount of the volume',
  level: 'MUST',
  requirement: 'volume/43',
  problem: 'A volume could not be mounted right after it had been released.',
  consequence:
    'around the start of one container dockerd sends Mount, Unmount, Mount within milliseconds (copy-up, `docker cp`, restart): the container does not start',
  fix: 'Wait in Mount until an earlier release has ended, or put off the release for a moment.',
  needs,
  dependsOn: ['volume.unmount.succeeds'],
  async run(t) {
    const volume = await givenVolume(t, 'rounds');
    for (let round = 0; round < 3; round++) {
      const mount = {Name: volume.name, ID: hexId(t.random)};
      unmountAfterwards(t, mount.Name, mount.ID);
      t.expect(await t.plugin.call('VolumeDriver.Mount', mount)).toSucceed();
      t.expect(await t.plugin.call('VolumeDriver.Unmount', mount)).toSucceed();
    }
  },
});

export const sameIdAgain = defineCheck({
  id: 'volume.data.same-id-again',
  title: 'An ID that was unmounted can mount the volume again and finds the data',
  level: 'MUST',
  requirement: ['volume/43', 'volume/27'],
  problem: 'A container could not have its volume again under the ID it had before.',
  consequence:
    'with live-restore on engines 20.10 to 24, and everywhere after a failed Unmount, dockerd keeps the ID of a container: it does not start a second time',
  fix: 'Forget an ID with its Unmount; do not ask for fresh ones.',
  needs,
  dependsOn: ['volume.data.survives-unmount', 'volume.data.again-at-once'],
  async run(t) {
    const volume = await givenVolume(t, 'rounds');
    const id = hexId(t.random);
    const sees = seesMountpoints(t.facts).ok;
    let proof: Proof | null = null;
    for (let round = 0; round < 3; round++) {
      unmountAfterwards(t, volume.name, id);
      const mounted = await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: volume.name, ID: id});
      t.expect(mounted).toSucceed();
      const mountpoint = mounted.reply?.Mountpoint ?? '';
      if (proof !== null) await expectProof(t, mountpoint, proof);
      if (sees) proof = await writeProof(t, mountpoint, `round-${round}`);
      t.expect(await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: id})).toSucceed();
    }
  },
});

export const survivesUnmount = defineCheck({
  id: 'volume.data.survives-unmount',
  title: 'What one container writes the next one reads',
  level: 'MUST',
  requirement: 'volume/27',
  problem: 'A container wrote into a volume; the next container of the volume did not find it.',
  consequence: 'the data of a volume is gone with the first container that used it',
  fix: 'Unmount and Mount must not create, format or empty anything; only Remove deletes.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.data.volumes-apart', 'volume.data.again-at-once'],
  async run(t) {
    const volume = await givenVolume(t, 'kept');
    const first = await givenMount(t, volume);
    const proof = await writeProof(t, first.mountpoint);
    await release(t, first);
    const second = await givenMount(t, volume);
    await expectProof(t, second.mountpoint, proof);
  },
});

export const nextContainer = defineCheck({
  id: 'volume.data.next-container',
  title: 'The data of a volume outlives `docker restart` and `docker rm` of its container',
  level: 'MUST',
  requirement: 'volume/27',
  problem: 'The data of a volume was gone after its container had been restarted or removed.',
  consequence: 'databases start empty after `docker restart` or an upgrade of the image',
  fix: 'Keep the data until Remove.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.data.survives-unmount', 'volume.get.while-mounted', 'volume.capabilities.answers'],
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker, {word: 'kept'});
    const first = await givenContainer(t, docker, {volumes: [data]});
    await writeIn(t, first, 'of the first container');
    const restarted = await first.restart();
    t.expect.ok(restarted.ok, {expected: '`docker restart` works', actual: restarted.error});
    await expectIn(t, first, 'of the first container');
    await first.rm({force: true});
    await expectIn(t, await givenContainer(t, docker, {volumes: [data]}), 'of the first container');
  },
});

export const volumesApart = defineCheck({
  id: 'volume.data.volumes-apart',
  title: 'Two volumes have different files',
  level: 'MUST',
  requirement: 'volume/27',
  problem: 'A file written into one volume showed up in another one.',
  consequence: 'containers overwrite the data of others, and removing one volume empties all',
  fix: 'Give every volume a place of its own, whose name is made of the whole volume name.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.mountpoint.is-directory'],
  async run(t) {
    const one = await givenVolume(t, 'apart');
    const other = await givenVolume(t, 'apart');
    const mounts = [await givenMount(t, one), await givenMount(t, other)] as const;
    const first = await writeProof(t, mounts[0].mountpoint);
    const seen = await missing(t, mounts[1].mountpoint, first);
    if (seen === '' && mayShareOnePlace(t))
      t.untestable(
        'all volumes get the same options, and have the same files: if an option names their place, write {name} into it (--volume-opt path=/srv/{name})',
      );
    t.expect.ok(seen !== '', {
      expected: `no file of the first volume at ${mounts[1].mountpoint}`,
      actual: `it has ${first.file}, which was written at ${mounts[0].mountpoint}`,
    });
    await writeProof(t, mounts[1].mountpoint);
    await expectProof(t, mounts[0].mountpoint, first);
  },
});

export const newVolumeEmpty = defineCheck({
  id: 'volume.data.new-volume-empty',
  title: 'A new volume with the name of a removed one is empty',
  level: 'SHOULD',
  requirement: 'volume/47',
  problem: 'The files of a removed volume showed up in the next one of its name.',
  consequence:
    '`docker volume rm` did not delete the data: a new container starts on the files of an old one, which its user believes to be gone',
  fix: 'Delete the files with the volume; where data is kept on purpose, do not hand it to the next volume of that name, and say so in the documentation.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.remove.with-files'],
  async run(t) {
    if (Object.keys(t.settings.volumeOpts).length > 0)
      t.notApplicable('--volume-opt may name a place outside the plugin, whose data outlives the volume');
    const volume = await givenVolume(t, 'reused');
    const first = await givenMount(t, volume);
    const old = await writeProof(t, first.mountpoint);
    const nested = {file: `${old.file}-folder/below/file`, text: old.text};
    await t.host.write(first.mountpoint, nested.file, nested.text);
    await release(t, first);
    await t.plugin.call('VolumeDriver.Remove', {Name: volume.name});
    await t.plugin.call('VolumeDriver.Create', createArguments(t, volume.name));
    const second = await givenMount(t, volume);
    for (const proof of [old, nested]) {
      const left = await missing(t, second.mountpoint, proof);
      const actual = `it has ${proof.file} of the removed volume`;
      t.expect.ok(left !== '', {expected: 'the new volume is empty', actual});
    }
  },
});

export const startsEmpty = defineCheck({
  id: 'volume.data.starts-empty',
  title: 'A new volume is empty',
  level: 'SHOULD',
  requirement: 'volume/67',
  problem: 'There was something in a volume that nobody had used yet.',
  consequence:
    'docker copies what an image has at the mountpoint into empty volumes only: the container finds its folder without the files of the image; databases refuse a folder that is not empty (`lost+found`)',
  fix: 'Give containers a folder inside the file system that you make, and keep records of the driver elsewhere.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.mountpoint.is-directory'],
  async run(t) {
    if (Object.keys(t.settings.volumeOpts).length > 0)
      t.notApplicable('--volume-opt may name a place that has files');
    const {mountpoint} = await givenMount(t, await givenVolume(t, 'fresh'));
    t.expect.equal(await t.host.list(mountpoint), [], `what lies in the new volume at ${mountpoint}`);
  },
});
