import {
  type CheckContext,
  type ContainerResult,
  type Docker,
  defineCheck,
  implementsDriver,
  seesMountpoints,
} from '../../src/authoring.ts';
import {
  expectIn,
  expectRemovable,
  givenContainer,
  givenEngineVolume,
  restartDaemon,
  writeIn,
} from './_docker.ts';

const needs = [implementsDriver('VolumeDriver')];

export const liveRestore = defineCheck({
  id: 'volume.daemon.live-restore',
  title: 'Unmount takes an ID that was mounted under an earlier daemon process',
  level: 'MUST',
  requirement: 'volume/42',
  problem: 'A container outlived dockerd (live-restore), and its volume was not released when it stopped.',
  consequence: 'dockerd logs `Failed to umount volumes`, and the mount stays for ever',
  fix: 'Accept every ID that was mounted, whichever daemon process or connection mounted it.',
  needs,
  exclusive: true,
  dependsOn: [
    'volume.mount.same-id-same-files',
    'volume.data.again-at-once',
    'volume.remove.succeeds',
    'volume.remove.with-files',
  ],
  async run(t) {
    const {docker, web, data} = await outlived(t);
    t.expect.equal((await web.stop()).error, '', 'the error of `docker stop`');
    const logged = docker.log.filter(({message}) => /umount volumes|unmounting volume/.test(message));
    t.expect.equal(
      logged.map(({message}) => message),
      [],
      'what dockerd logs of a failed Unmount',
    );
    await web.rm({force: true});
    await expectRemovable(t, docker, data.name);
  },
});

export const liveRestoreOthers = defineCheck({
  id: 'volume.daemon.live-restore-others',
  title: 'A container that outlived dockerd keeps its files when another one of the volume comes and goes',
  level: 'MUST',
  requirement: ['volume/31', 'volume/42'],
  problem: 'A container outlived dockerd (live-restore), and lost its files when another container stopped.',
  consequence: 'the container that still runs gets an empty folder or I/O errors: silent data loss',
  fix: 'Go on counting the IDs from before Plugin.Activate: their containers may run on.',
  needs: [...needs, seesMountpoints],
  exclusive: true,
  dependsOn: ['volume.daemon.live-restore', 'volume.mount.first-unmount-keeps-others'],
  async run(t) {
    const {docker, web, data} = await outlived(t);
    const next = await givenContainer(t, docker, {volumes: [data]});
    await expectIn(t, next, WRITTEN);
    t.expect.equal((await next.stop()).error, '', 'the error of `docker stop` of the other container');
    await expectIn(t, web, WRITTEN);
  },
});

const WRITTEN = 'written before the restart';

interface Outlived {
  readonly docker: Docker;
  readonly web: ContainerResult;
  readonly data: Awaited<ReturnType<typeof givenEngineVolume>>;
}

/** A container with a volume, and a second dockerd since it was started. */
async function outlived(t: CheckContext): Promise<Outlived> {
  const docker = await t.docker();
  await restartDaemon(docker, {liveRestore: true});
  const data = await givenEngineVolume(t, docker);
  const web = await givenContainer(t, docker, {volumes: [data]});
  const sees = seesMountpoints(t.facts).ok;
  if (sees) await writeIn(t, web, WRITTEN);
  await restartDaemon(docker, {how: 'kill'});
  if (sees) await expectIn(t, web, WRITTEN);
  return {docker, web, data};
}
