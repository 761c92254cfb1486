import {defineCheck, hexId, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {expectProof, writeProof} from './_files.ts';
import {
  createArguments,
  givenMount,
  givenVolume,
  listedNames,
  lookUp,
  release,
  unmountAfterwards,
} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];
const dependsOn = ['volume.remove.succeeds'];

export const succeeds = defineCheck({
  id: 'volume.remove.succeeds',
  title: 'Remove of an unused volume succeeds, and Get does not find it any more',
  level: 'MUST',
  requirement: ['volume/14', 'volume/56'],
  problem: 'A volume could not be removed.',
  consequence:
    '`docker volume rm` fails with `remove <name>: …`, or says it did it and the volume is still there',
  fix: 'Delete the record of the volume with its data before Remove answers.',
  needs,
  dependsOn: ['volume.get.after-create', 'volume.get.unknown-name'],
  async run(t) {
    const {name} = await givenVolume(t, 'gone');
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: name})).toSucceed();
    const {call, volume} = await lookUp(t, name);
    t.expect.ok(
      volume === null,
      {expected: 'Get says that the volume is gone', actual: JSON.stringify(volume)},
      call,
    );
  },
});

export const goneFromList = defineCheck({
  id: 'volume.remove.gone-from-list',
  title: 'List does not show a removed volume',
  level: 'MUST',
  requirement: ['volume/14', 'volume/10'],
  problem: 'A removed volume is still shown.',
  consequence: '`docker volume ls` shows it for ever; `docker volume rm` says `no such volume`',
  fix: 'Let List answer from the same records as Get.',
  needs,
  dependsOn: [...dependsOn, 'volume.list.after-create'],
  async run(t) {
    const {name} = await givenVolume(t, 'gone');
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: name})).toSucceed();
    const names = await listedNames(t);
    t.expect.ok(!names.includes(name), {expected: `List lacks "${name}"`, actual: 'List shows it'});
  },
});

export const freesName = defineCheck({
  id: 'volume.remove.frees-name',
  title: 'The name of a removed volume can be used again',
  level: 'MUST',
  requirement: ['volume/14', 'volume/47'],
  problem: 'A volume could not be created under the name of a removed one.',
  consequence: '`docker volume create` fails with `create <name>: …` although there is no such volume',
  fix: 'Let Remove forget everything about the name.',
  needs,
  dependsOn,
  async run(t) {
    const {name} = await givenVolume(t, 'reused');
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: name})).toSucceed();
    t.expect(await t.plugin.call('VolumeDriver.Create', createArguments(t, name))).toSucceed();
    const {call, volume} = await lookUp(t, name);
    t.expect.equal(volume?.Name ?? null, name, 'the name in Get', call);
  },
});

export const withFiles = defineCheck({
  id: 'volume.remove.with-files',
  title: 'A volume with files in it can be removed, and its name used again',
  level: 'MUST',
  requirement: ['volume/47', 'volume/14'],
  problem: 'The data of a removed volume was in the way of what came after it.',
  consequence:
    '`docker volume rm` fails with `directory not empty`, or the next container of that name does not start',
  fix: 'Delete the files with the volume, however many there are, and with them all that is remembered of it, such as its path.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.remove.frees-name', 'volume.data.survives-unmount'],
  async run(t) {
    const volume = await givenVolume(t, 'reused');
    const mount = await givenMount(t, volume);
    await writeProof(t, mount.mountpoint);
    const nested = {file: `${t.unique('folder')}/below/file`, text: 'of the removed volume'};
    await t.host.write(mount.mountpoint, nested.file, nested.text);
    await release(t, mount);
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: volume.name})).toSucceed();
    const created = await t.plugin.call('VolumeDriver.Create', createArguments(t, volume.name));
    t.expect(created).toSucceed();
    const {mountpoint} = await givenMount(t, volume);
    t.expect.equal(await t.host.kind(mountpoint), 'directory', `what lies at the new volume's ${mountpoint}`);
    await expectProof(t, mountpoint, await writeProof(t, mountpoint));
  },
});

export const unknown = defineCheck({
  id: 'volume.remove.unknown-answered',
  title: 'Remove of an unknown volume is answered',
  level: 'MUST',
  requirement: 'volume/44',
  problem: 'Removing a volume that does not exist broke the connection.',
  consequence: 'dockerd sends Remove again for 15 s, then `docker volume rm` fails with `EOF`',
  fix: 'Answer with an error such as `no such volume: <name>`.',
  needs,
  dependsOn,
  // a plugin that dies of it would take the blame of others with it
  exclusive: true,
  async run(t) {
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: t.unique('never')})).toAnswer();
  },
});

export const unknownRefused = defineCheck({
  id: 'volume.remove.unknown-refused',
  title: 'Remove of an unknown volume is an error',
  level: 'MAY',
  requirement: 'volume/44',
  problem: 'Removing a volume that does not exist is taken for success.',
  consequence: 'when a volume was removed by somebody else between two calls, the user is not told',
  fix: 'Answer with an error such as `no such volume: <name>`.',
  needs,
  dependsOn: ['volume.remove.unknown-answered'],
  async run(t) {
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: t.unique('never')})).toFail();
  },
});

export const mountedKeepsData = defineCheck({
  id: 'volume.remove.mounted-keeps-data',
  title: 'Remove of a mounted volume is refused, or leaves its files to those who use them',
  level: 'SHOULD',
  requirement: 'volume/45',
  problem: 'A volume was removed under a running container, with its data.',
  consequence:
    'dockerd itself refuses with `volume is in use`, but its memory of the users can be lost (one failing Get is enough): then `docker volume rm` destroys the data of a running container',
  fix: 'Refuse Remove while a mount ID holds the volume.',
  needs: [...needs, seesMountpoints],
  dependsOn: [...dependsOn, 'volume.data.survives-unmount'],
  async run(t) {
    const volume = await givenVolume(t, 'held');
    const {mountpoint} = await givenMount(t, volume);
    const proof = await writeProof(t, mountpoint);
    const removed = await t.plugin.call('VolumeDriver.Remove', {Name: volume.name});
    if (!removed.ok) return;
    await expectProof(t, mountpoint, proof);
  },
});

export const refusedKeepsVolume = defineCheck({
  id: 'volume.remove.refused-keeps-volume',
  title: 'A Remove that was refused leaves the volume as it was',
  level: 'MUST',
  requirement: 'volume/46',
  problem: 'A volume was broken by a Remove that failed.',
  consequence: '`docker volume rm` said that it failed, yet the volume or its data is gone',
  fix: 'Check whether the volume can be removed before touching it.',
  needs,
  dependsOn: [
    ...dependsOn,
    'volume.list.while-mounted',
    'volume.get.while-mounted',
    'volume.data.survives-unmount',
    'volume.data.again-at-once',
  ],
  async run(t) {
    const volume = await givenVolume(t, 'held');
    const held = await givenMount(t, volume);
    const sees = seesMountpoints(t.facts).ok;
    const proof = sees ? await writeProof(t, held.mountpoint) : null;
    const removed = await t.plugin.call('VolumeDriver.Remove', {Name: volume.name});
    if (removed.ok) t.notApplicable('the plugin removes mounted volumes');
    const found = await lookUp(t, volume.name);
    t.expect.equal(
      found.volume?.Name ?? null,
      volume.name,
      'the name in Get after a refused Remove',
      found.call,
    );
    const names = await listedNames(t);
    t.expect.ok(names.includes(volume.name), {
      expected: `List shows "${volume.name}"`,
      actual: 'List lacks it',
    });
    await release(t, held);
    const again = {Name: volume.name, ID: hexId(t.random)};
    unmountAfterwards(t, again.Name, again.ID);
    const mounted = await t.plugin.call<{Mountpoint: string}>('VolumeDriver.Mount', again);
    t.expect(mounted).toSucceed();
    if (proof !== null) await expectProof(t, mounted.reply?.Mountpoint ?? '', proof);
    t.expect(await t.plugin.call('VolumeDriver.Unmount', again)).toSucceed();
  },
});
