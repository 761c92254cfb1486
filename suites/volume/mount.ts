import {defineCheck, hexId, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {expectIn, givenContainer, givenEngineVolume, writeIn} from './_docker.ts';
import {expectProof, writeProof} from './_files.ts';
import {givenMount, givenVolume, lookUp, removeAfterwards, unmountAfterwards} from './_given.ts';
import type {MountReply} from './_replies.ts';

const needs = [implementsDriver('VolumeDriver')];
const stories = [
  'volume.data.survives-unmount',
  'volume.unmount.succeeds',
  'volume.get.while-mounted',
  'volume.capabilities.answers',
];

export const succeeds = defineCheck({
  id: 'volume.mount.succeeds',
  title: 'Mount of a volume that was just created succeeds at the first try',
  level: 'MUST',
  requirement: ['volume/25', 'volume/56'],
  problem: 'A volume could not be mounted.',
  consequence: "`docker run` fails with `error while mounting volume '…': …`",
  fix: 'Answer Mount with 200 and `{"Mountpoint": "/…"}`; where a device comes up late, wait for it within Mount.',
  needs,
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const mount = {Name: (await givenVolume(t)).name, ID: hexId(t.random)};
    unmountAfterwards(t, mount.Name, mount.ID);
    t.expect(await t.plugin.call('VolumeDriver.Mount', mount)).toSucceed();
  },
});

export const unknownVolume = defineCheck({
  id: 'volume.mount.unknown-volume',
  title: 'Mount of a volume that does not exist is an error',
  level: 'MUST',
  requirement: 'volume/28',
  problem: 'A volume that does not exist could be mounted.',
  consequence:
    'the container runs on a folder that belongs to no volume: what it writes is lost or never removed',
  fix: 'Answer Mount of an unknown name with an error in `Err`, or make the volume, so that Get, List and Remove know it.',
  needs,
  dependsOn: ['volume.mount.succeeds'],
  async run(t) {
    const mount = {Name: t.unique('never'), ID: hexId(t.random)};
    removeAfterwards(t, mount.Name);
    unmountAfterwards(t, mount.Name, mount.ID);
    const mounted = await t.plugin.call('VolumeDriver.Mount', mount);
    if (mounted.ok && (await lookUp(t, mount.Name)).volume?.Name === mount.Name)
      t.notApplicable('the driver makes volumes when they are mounted: Get finds the new one');
    t.expect(mounted).toFail();
  },
});

export const failedLeavesNothing = defineCheck({
  id: 'volume.mount.failed-leaves-nothing',
  title: 'A Mount that failed leaves no mount behind',
  level: 'MUST',
  requirement: 'volume/29',
  problem: 'A volume stayed in use after a Mount that failed.',
  consequence: 'dockerd sends no Unmount after a failed Mount: `docker volume rm` fails for ever',
  fix: 'Count a mount when it has succeeded, and undo the steps of one that has not.',
  needs,
  dependsOn: ['volume.mount.succeeds', 'volume.remove.succeeds', 'volume.unmount.succeeds'],
  async run(t) {
    const {name} = await givenVolume(t, 'failed');
    const before = await lookUp(t, name);
    // no dockerd sends this: the one way to make a Mount fail that needs no knowledge of the back end
    const failed = await t.plugin.call('VolumeDriver.Mount', {Name: name, ID: 42}, {probe: true});
    if (failed.ok) {
      t.cleanup(() => t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: 42}, {probe: true}));
      t.untestable('no Mount could be made to fail: the plugin takes any ID');
    }
    const after = await lookUp(t, name);
    t.expect.equal(after.volume?.Mountpoint, before.volume?.Mountpoint, 'Mountpoint in Get', after.call);
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: name})).toSucceed();
  },
});

export const missingId = defineCheck({
  id: 'volume.mount.missing-id',
  title: 'Mount and Unmount without an ID work',
  level: 'SHOULD',
  requirement: 'volume/58',
  problem: 'A very old engine cannot mount a volume.',
  consequence: 'engines before 1.12 send no ID: there `docker run` fails',
  fix: 'Take a missing ID for an empty one.',
  needs,
  dependsOn: ['volume.mount.succeeds', 'volume.unmount.succeeds'],
  // some mount below a folder by the name of the ID: without one, over all that others have mounted there
  exclusive: true,
  async run(t) {
    const {name} = await givenVolume(t, 'no-id');
    t.cleanup(() => t.plugin.call('VolumeDriver.Unmount', {Name: name}, {probe: true}));
    const mounted = await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: name}, {probe: true});
    t.expect(mounted).toSucceed();
    t.expect(await t.plugin.call('VolumeDriver.Unmount', {Name: name}, {probe: true})).toSucceed();
  },
});

export const secondIdSameFiles = defineCheck({
  id: 'volume.mount.second-id-same-files',
  title: 'Two containers that use one volume see the same files',
  level: 'MUST',
  requirement: 'volume/30',
  problem: 'Two containers share a volume, but not its data.',
  consequence: 'the second container does not start, or works on files of its own without any error',
  fix: 'Give every mount ID of a volume the same mountpoint.',
  needs: [...needs, seesMountpoints],
  dependsOn: stories,
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker, {word: 'shared'});
    const web = await givenContainer(t, docker, {volumes: [data]});
    await writeIn(t, web, 'from the first');
    const worker = await docker.run({volumes: [data]});
    t.cleanup(() => worker.rm({force: true}));
    t.expect.ok(worker.ok, {expected: 'a second container starts with the volume', actual: worker.error});
    await expectIn(t, worker, 'from the first');
    await writeIn(t, worker, 'from the second');
    await expectIn(t, web, 'from the second');
  },
});

export const firstUnmountKeepsOthers = defineCheck({
  id: 'volume.mount.first-unmount-keeps-others',
  title: 'When one of two containers stops, the other keeps its volume',
  level: 'MUST',
  requirement: 'volume/31',
  problem: 'Two containers shared a volume; when the first stopped, the second lost its data.',
  consequence:
    'the other container goes on running with an empty folder, or with `transport endpoint is not connected`: data is lost without an error',
  fix: 'Keep the volume mounted until the last of its mount IDs has been released.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.mount.second-id-same-files'],
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker, {word: 'shared'});
    const first = await givenContainer(t, docker, {volumes: [data]});
    const second = await givenContainer(t, docker, {volumes: [data]});
    await writeIn(t, second, 'still here');
    await first.stop();
    await expectIn(t, second, 'still here');
    const info = await docker.volumes.inspect(data.name);
    t.expect.ok(info.ok, {expected: '`docker volume inspect` finds the volume', actual: info.error});
  },
});

export const sameIdSameFiles = defineCheck({
  id: 'volume.mount.same-id-same-files',
  title: 'A second Mount by an ID that is mounted already succeeds and gives the same files',
  level: 'MUST',
  requirement: 'volume/32',
  problem: '`docker cp` with a running container did not reach the volume that the container uses.',
  consequence:
    '`docker cp` mounts the volume of a running container again by the same ID, and so does dockerd after a crash: it fails, or works on files that the container never sees',
  fix: 'Take a Mount by an ID that is mounted already for one more user, and answer the same mountpoint.',
  needs: [...needs, seesMountpoints],
  dependsOn: stories,
  async run(t) {
    const volume = await givenVolume(t, 'copied');
    const first = await givenMount(t, volume);
    const proof = await writeProof(t, first.mountpoint);
    unmountAfterwards(t, volume.name, first.id);
    const second = await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: volume.name, ID: first.id});
    t.expect(second).toSucceed();
    await expectProof(t, second.reply?.Mountpoint ?? '', proof);
  },
});
