import {defineCheck, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {expectProof, writeProof} from './_files.ts';
import {createArguments, givenMount, givenVolume, lookUp, release} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];

export const again = defineCheck({
  id: 'volume.create.again',
  title: 'A second Create of one name is answered, with success or with an error',
  level: 'MUST',
  requirement: 'volume/17',
  problem: 'Creating a volume that is there already broke the connection.',
  consequence: 'dockerd sends Create again for 15 s, then the command fails with `EOF`',
  fix: 'Answer a repeated Create with success if nothing differs, else with an error that says so.',
  needs,
  dependsOn: ['volume.create.succeeds', 'volume.get.after-create'],
  async run(t) {
    const {name} = await givenVolume(t, 'again');
    t.expect(await t.plugin.call('VolumeDriver.Create', createArguments(t, name))).toAnswer();
    const {call, volume} = await lookUp(t, name);
    t.expect.ok(
      volume !== null,
      {expected: 'the volume is still there', actual: call.error || 'Volume null'},
      call,
    );
  },
});

export const againKeepsData = defineCheck({
  id: 'volume.create.again-keeps-data',
  title: 'A second Create of one name leaves the data as it is',
  level: 'MUST',
  requirement: 'volume/17',
  problem: 'The data of a volume was gone after it had been created a second time.',
  consequence:
    'a retry after a lost connection, or two daemons on one back end, destroy data without an error',
  fix: 'Look for the volume first; never format or empty what exists.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.create.again', 'volume.data.survives-unmount'],
  async run(t) {
    const volume = await givenVolume(t, 'again');
    const first = await givenMount(t, volume);
    const proof = await writeProof(t, first.mountpoint);
    await t.plugin.call('VolumeDriver.Create', createArguments(t, volume.name));
    await expectProof(t, first.mountpoint, proof);
    await release(t, first);
    await t.plugin.call('VolumeDriver.Create', createArguments(t, volume.name));
    const second = await givenMount(t, volume);
    await expectProof(t, second.mountpoint, proof);
  },
});

export const againKeepsMounts = defineCheck({
  id: 'volume.create.again-keeps-mounts',
  title: 'A second Create of a mounted volume leaves its mounts as they are',
  // no dockerd sends it while its own containers use the volume and Get tells the truth
  level: 'SHOULD',
  requirement: ['volume/17', 'volume/31'],
  problem: 'A mounted volume was created a second time, and then taken away from the container that uses it.',
  consequence:
    'dockerd sends Create for a volume that exists when Get failed a moment before, after a lost connection, and from every daemon of a common back end: when the next container of the volume stops, the others go on with an empty folder',
  fix: 'Let Create of a known volume change nothing: neither its record nor its count of mounts nor the set of its mount IDs.',
  needs: [...needs, seesMountpoints],
  dependsOn: ['volume.create.again-keeps-data', 'volume.mount.first-unmount-keeps-others'],
  async run(t) {
    const volume = await givenVolume(t, 'again');
    const first = await givenMount(t, volume);
    const proof = await writeProof(t, first.mountpoint);
    await t.plugin.call('VolumeDriver.Create', createArguments(t, volume.name));
    await release(t, await givenMount(t, volume));
    await expectProof(t, first.mountpoint, proof);
  },
});
