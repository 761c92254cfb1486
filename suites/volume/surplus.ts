import {defineCheck, hexId, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {expectProof, writeProof} from './_files.ts';
import {givenVolume, release, unmountAfterwards} from './_given.ts';
import type {MountReply} from './_replies.ts';

export const unmountFirst = defineCheck({
  id: 'volume.surplus.unmount-first',
  title: 'An Unmount too many does not spoil the next Mounts',
  level: 'MUST',
  requirement: ['volume/37', 'volume/31'],
  problem: 'After an Unmount of a volume that was not mounted, the volume could not be used as before.',
  consequence:
    'dockerd unmounts what the plugin does not hold: after a restart of the plugin, and up to 25.0.4 after a failed Mount; from then on containers do not start, or one that stops takes the volume from the others',
  fix: 'Never count below zero; better, keep the IDs that hold a volume instead of a number.',
  needs: [implementsDriver('VolumeDriver')],
  dependsOn: ['volume.mount.first-unmount-keeps-others', 'volume.unmount.not-mounted'],
  async run(t) {
    const volume = await givenVolume(t, 'surplus');
    const early = await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: hexId(t.random)});
    t.expect(early).toAnswer();
    const mounts = [];
    for (const id of [hexId(t.random), hexId(t.random)]) {
      unmountAfterwards(t, volume.name, id);
      const mounted = await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: volume.name, ID: id});
      t.expect(mounted).toSucceed();
      mounts.push({volume, id, mountpoint: mounted.reply?.Mountpoint ?? ''});
    }
    const [first, second] = mounts;
    if (first === undefined || second === undefined) return;
    const sees = seesMountpoints(t.facts).ok;
    const proof = sees ? await writeProof(t, second.mountpoint) : null;
    await release(t, first);
    if (proof !== null) await expectProof(t, second.mountpoint, proof);
  },
});
