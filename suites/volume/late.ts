import {
  type CheckContext,
  type CheckDefinition,
  defineCheck,
  implementsDriver,
  seesMountpoints,
} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {expectProof, type Proof, writeProof} from './_files.ts';
import {
  createArguments,
  type GivenMount,
  givenMount,
  givenVolume,
  lookUp,
  release,
  within,
} from './_given.ts';

/** What a driver puts off until after its answer, it has mostly done by then. */
const LATE_MS = 1500;
const LOOK_AGAIN_MS = 50;

/** What a driver does after it has answered hits whoever has the volume by then. */
const afterTheAnswer = {
  level: 'MUST',
  needs: [implementsDriver('VolumeDriver'), seesMountpoints],
} as const satisfies Partial<CheckDefinition>;

export const mount = defineCheck({
  ...afterTheAnswer,
  id: 'volume.late.mount',
  title: 'What is written as soon as Mount has answered stays in the volume',
  requirement: ['volume/26', 'volume/27'],
  problem: 'What a container wrote just after its start was gone a moment later.',
  consequence:
    'dockerd starts the container when Mount has answered: its first files go into the folder below, and are covered when the volume comes',
  fix: 'Answer Mount when the volume is mounted, not when mounting has begun.',
  dependsOn: ['volume.data.survives-unmount'],
  async run(t) {
    const first = await givenMount(t, await givenVolume(t, 'early'));
    const proof = await writeProof(t, first.mountpoint);
    await expectToStay(t, first, proof);
  },
});

export const unmount = defineCheck({
  ...afterTheAnswer,
  id: 'volume.late.unmount',
  title: 'A volume that is mounted again right after its Unmount stays mounted',
  requirement: ['volume/31', 'volume/27'],
  problem: 'A container that followed another one at once lost its volume a moment later.',
  consequence:
    'with `docker restart` and restart policies dockerd sends Unmount and the next Mount within milliseconds: the release of the first hits the second, which goes on with an empty folder',
  fix: 'Answer Unmount when the volume is released; if the release is put off, let the next Mount call it off.',
  dependsOn: ['volume.data.survives-unmount'],
  async run(t) {
    const volume = await givenVolume(t, 'late');
    const first = await givenMount(t, volume);
    const proof = await writeProof(t, first.mountpoint);
    await release(t, first);
    await expectToStay(t, await givenMount(t, volume), proof);
  },
});

export const remove = defineCheck({
  ...afterTheAnswer,
  id: 'volume.late.remove',
  title: 'A volume that is created again right after its Remove stays',
  requirement: ['volume/14', 'volume/47'],
  problem: 'A new volume lost its files a moment after one of the same name had been removed.',
  consequence:
    '`docker compose down -v && docker compose up` removes a volume and creates it again at once: the old removal deletes the new data',
  fix: 'Answer Remove when everything is deleted; or give the folder another name first, and delete that.',
  dependsOn: ['volume.data.survives-unmount', 'volume.remove.with-files'],
  async run(t) {
    const volume = await givenVolume(t, 'late');
    const first = await givenMount(t, volume);
    await writeProof(t, first.mountpoint);
    await release(t, first);
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: volume.name})).toSucceed();
    t.expect(await t.plugin.call('VolumeDriver.Create', createArguments(t, volume.name))).toSucceed();
    const second = await givenMount(t, volume);
    await expectToStay(t, second, await writeProof(t, second.mountpoint));
    const {call, volume: found} = await lookUp(t, volume.name);
    t.expect.ok(found !== null, {expected: 'Get finds the new volume', actual: call.error}, call);
  },
});

/** Looks until whatever the driver does late must have happened. */
async function expectToStay(t: CheckContext, {mountpoint}: GivenMount, proof: Proof): Promise<void> {
  const goesOn = within(LATE_MS);
  do {
    await expectProof(t, mountpoint, proof);
    await pause(LOOK_AGAIN_MS);
  } while (goesOn());
  await expectProof(t, mountpoint, proof);
}
