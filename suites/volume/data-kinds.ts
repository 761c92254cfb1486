import {
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  seesMountpoints,
} from '../../src/authoring.ts';
import {missing, type Proof, writeProof} from './_files.ts';
import {givenMount, givenVolume, release} from './_given.ts';

export const kindsSurvive = defineCheck({
  id: 'volume.data.kinds-survive',
  title: 'Files in folders, hidden, large and changed ones outlive Unmount',
  level: 'MUST',
  requirement: 'volume/27',
  problem: 'Some of the files that a container wrote, or their last change, were not there for the next one.',
  consequence: 'a part of the data of a volume is gone with the container that wrote it, and nobody is told',
  fix: 'Keep the files of a volume where they are; what copies them to a back end has to copy all of them, with folders and later changes.',
  needs: [implementsDriver('VolumeDriver'), seesMountpoints],
  dependsOn: ['volume.data.survives-unmount'],
  async run(t) {
    const volume = await givenVolume(t, 'kinds');
    const first = await givenMount(t, volume);
    await writeProof(t, first.mountpoint);
    const proofs = kinds(t);
    for (const proof of proofs) await write(t, first.mountpoint, proof);
    await release(t, first);
    const second = await givenMount(t, volume);
    for (const proof of proofs) await expectThere(t, second.mountpoint, proof);
    const changed = proofs.slice(0, 2).map(({file}) => ({file, text: hexId(t.random)}));
    for (const proof of changed) await write(t, second.mountpoint, proof);
    await release(t, second);
    const third = await givenMount(t, volume);
    for (const proof of changed) await expectThere(t, third.mountpoint, proof);
  },
});

const LARGE = 300_000;

/** Under names of their own: several volumes may have one place. */
function kinds(t: CheckContext): readonly Proof[] {
  const word = t.unique('kind');
  const short = hexId(t.random);
  return [
    {file: `${word}-plain`, text: short},
    {file: `${word}/folder/below/file`, text: short},
    {file: `.${word}-hidden`, text: `${short}\r\n\u0000\n`},
    {file: `${word}-large`, text: short.repeat(Math.ceil(LARGE / short.length))},
  ];
}

async function write(t: CheckContext, mountpoint: string, {file, text}: Proof): Promise<void> {
  await t.host
    .write(mountpoint, file, text)
    .catch(error => t.untestable(`${file} can't be written below ${mountpoint}: ${error}`));
}

async function expectThere(t: CheckContext, mountpoint: string, proof: Proof): Promise<void> {
  const lost = await missing(t, mountpoint, proof);
  const {file, text} = proof;
  t.expect.ok(lost === '', {
    expected: `${mountpoint}/${file} holds the ${text.length} bytes last written to it`,
    actual: lost.length > 200 ? `${lost.slice(0, 200)}…` : lost,
  });
}
