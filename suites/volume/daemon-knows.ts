import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {expectRemovable, givenContainer, givenEngineVolume, restartDaemon} from './_docker.ts';
import {createArguments, listedNames, lookUp, removeAfterwards} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];

export const restartKeepsVolumes = defineCheck({
  id: 'volume.daemon.restart-keeps-volumes',
  title: 'A daemon that starts finds all its volumes',
  level: 'MUST',
  requirement: 'volume/41',
  problem: 'After a restart of dockerd a volume had lost what docker knew of it.',
  consequence:
    'dockerd asks for all volumes at once when it starts; those that are not found it forgets, with their labels and options, and `docker volume prune --filter label!=keep` deletes them',
  fix: 'Answer Plugin.Activate and the first Gets of a new daemon as any others.',
  needs,
  exclusive: true,
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const docker = await t.docker();
    const labels = {keep: 'yes'};
    const made = [1, 2, 3].map(() => givenEngineVolume(t, docker, {word: 'kept', labels}));
    const names = (await Promise.all(made)).map(({name}) => name);
    await restartDaemon(docker);
    const inspected = await docker.volumes.inspect(names);
    t.expect.equal(inspected.error, '', 'the error of `docker volume inspect`');
    const kept = inspected.volumes.filter(volume => volume.Labels?.['keep'] === 'yes').map(({Name}) => Name);
    t.expect.equal(kept.sort(), [...names].sort(), 'the volumes that still have their label');
  },
});

export const madeElsewhere = defineCheck({
  id: 'volume.daemon.made-elsewhere',
  title: 'A volume that Get shows can be used and removed, although this daemon did not create it',
  level: 'MUST',
  requirement: 'volume/65',
  problem: 'A volume that docker did not create itself was shown, but could not be used or removed.',
  consequence: 'dockerd adopts what Get finds and sends no Create: `docker run` or `docker volume rm` fails',
  fix: 'Let Mount and Remove work on all volumes that Get and List show.',
  needs,
  exclusive: true,
  dependsOn: ['volume.data.again-at-once', 'volume.remove.succeeds'],
  async run(t) {
    const name = t.unique('elsewhere');
    removeAfterwards(t, name);
    const created = await t.plugin.call('VolumeDriver.Create', createArguments(t, name), {
      freshConnection: true,
    });
    if (!created.ok) t.blocked('volume.create.succeeds', created.error);
    const docker = await t.docker();
    // a daemon that says hello when the volume is there already
    await restartDaemon(docker);
    const web = await docker.run({volumes: [`${name}:/data`], volumeDriver: t.plugin.name});
    t.cleanup(() => web.rm({force: true}));
    t.expect.equal(web.error, '', 'the error of `docker run`');
    await web.rm({force: true});
    await expectRemovable(t, docker, name);
  },
});

export const crashRemovedGone = defineCheck({
  id: 'volume.daemon.crash-removed-gone',
  title: 'A volume whose Unmount never came is gone when Remove says so',
  level: 'MUST',
  requirement: ['volume/14', 'volume/36'],
  problem: 'After a crash of dockerd a volume was removed without an error, and is still there.',
  consequence:
    '`docker volume rm` prints the name as if all were well, `docker volume ls` shows the volume for ever, and a new one of the name begins with the old files',
  fix: 'Answer Remove with an error when the volume was not removed: see that no error gets lost on the way to the answer.',
  needs,
  exclusive: true,
  dependsOn: ['volume.daemon.crash-volume-usable', 'volume.remove.gone-from-list'],
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker);
    const lost = await givenContainer(t, docker, {volumes: [data]});
    await restartDaemon(docker, {how: 'kill'});
    await lost.rm({force: true});
    const removed = await docker.volumes.rm(data.name);
    // that it can be removed at all is for volume.daemon.crash-removable
    if (!removed.ok) return;
    const {call, volume} = await lookUp(t, data.name);
    const expected = `no volume "${data.name}", which \`docker volume rm\` has removed`;
    t.expect.ok(volume === null, {expected, actual: `Get finds ${JSON.stringify(volume)}`}, call);
    const names = await listedNames(t);
    t.expect.ok(!names.includes(data.name), {expected, actual: 'List shows it'});
  },
});
