import {
  type CheckContext,
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
const dependsOn = ['volume.mount.same-id-same-files', 'volume.data.again-at-once', 'volume.remove.succeeds'];

export const crashContainerReturns = defineCheck({
  id: 'volume.daemon.crash-container-returns',
  title: 'After a crash of dockerd a container with a restart policy gets its volume back under its old ID',
  level: 'MUST',
  requirement: ['volume/32', 'volume/35'],
  problem: 'After a crash of dockerd a container did not come back with the files of its volume.',
  consequence:
    'dockerd sends Mount with the ID from before the crash, without an Unmount in between: the container stays down, or runs on an empty folder',
  fix: 'Let Mount of an ID that is already mounted succeed with the same path and the same files.',
  needs,
  exclusive: true,
  dependsOn,
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker);
    const web = await givenContainer(t, docker, {volumes: [data], restart: 'always'});
    const sees = seesMountpoints(t.facts).ok;
    if (sees) await writeIn(t, web, 'written before the crash');
    await restartDaemon(docker, {how: 'kill'});
    t.expect.ok(web.running, {expected: 'the container runs again', actual: complaints(docker)});
    if (sees) await expectIn(t, web, 'written before the crash');
  },
});

export const crashThenRemove = defineCheck({
  id: 'volume.daemon.crash-then-remove',
  title: 'A volume that was mounted twice by one ID, with a crash of dockerd between, needs one Unmount only',
  level: 'MUST',
  requirement: 'volume/35',
  problem: 'After a crash of dockerd a volume could not be removed, although its containers were gone.',
  consequence:
    '`docker volume rm` is refused with `remove <name>: …` for ever after a crash of dockerd or of the host',
  fix: 'Keep the mount IDs as a set, or count an ID afresh when a new daemon (Plugin.Activate) mounts it again.',
  needs,
  exclusive: true,
  dependsOn: ['volume.daemon.crash-container-returns'],
  // its policy brings the container back: Mount by the old ID
  run: t => removeAfterCrash(t, {restart: 'always'}),
});

export const crashVolumeUsable = defineCheck({
  id: 'volume.daemon.crash-volume-usable',
  title: 'After a crash of dockerd other containers can use a volume whose Unmount never came',
  level: 'MUST',
  requirement: 'volume/36',
  problem: 'After a crash of dockerd no other container could have the volume.',
  consequence:
    'dockerd sends no Unmount for containers that died with it: `docker run` with their volumes fails with `error while mounting volume …`',
  fix: 'Do not take a mount that nobody released for a lock: let Mount by another ID succeed.',
  needs,
  exclusive: true,
  dependsOn,
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker);
    const lost = await givenContainer(t, docker, {volumes: [data]});
    const sees = seesMountpoints(t.facts).ok;
    if (sees) await writeIn(t, lost, 'written before the crash');
    await restartDaemon(docker, {how: 'kill'});
    const next = await docker.run({volumes: [data]});
    t.cleanup(() => next.rm({force: true}));
    t.expect.equal(next.error, '', 'the error of `docker run` with the volume');
    if (sees) await expectIn(t, next, 'written before the crash');
  },
});

export const crashRemovable = defineCheck({
  id: 'volume.daemon.crash-removable',
  title: 'A volume whose Unmount never came can be removed',
  level: 'SHOULD',
  requirement: 'volume/36',
  problem: 'After a crash of dockerd a volume that nobody uses could not be removed.',
  consequence:
    'dockerd sends no Unmount for containers that died with it, and `docker volume rm` is refused with `remove <name>: …`',
  fix: 'Let mounts from before the last Plugin.Activate keep nobody from Remove; forget them only then, since containers may outlive dockerd.',
  needs,
  exclusive: true,
  dependsOn: ['volume.daemon.crash-volume-usable'],
  run: t => removeAfterCrash(t, {}),
});

/** A container runs when dockerd dies; afterwards it is removed, and so is its volume. */
async function removeAfterCrash(t: CheckContext, options: {readonly restart?: 'always'}): Promise<void> {
  const docker = await t.docker();
  const data = await givenEngineVolume(t, docker);
  const web = await givenContainer(t, docker, {volumes: [data], ...options});
  await restartDaemon(docker, {how: 'kill'});
  t.expect.equal((await web.rm({force: true})).error, '', 'the error of `docker rm -f`');
  await expectRemovable(t, docker, data.name);
}

function complaints({log}: Docker): string {
  const lines = log.filter(({level}) => level === 'error' || level === 'warning').map(({message}) => message);
  return lines.length === 0 ? 'it does not, and dockerd logs nothing' : `dockerd logs: ${lines.join('; ')}`;
}
