import {defineCheck, implementsDriver} from '../../src/authoring.ts';
import {expectRemovable, givenEngineVolume, restartDaemon} from './_docker.ts';
import {createArguments, removeAfterwards} from './_given.ts';

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
    const web = await docker.run({volumes: [`${name}:/data`], volumeDriver: t.plugin.name});
    t.cleanup(() => web.rm({force: true}));
    t.expect.equal(web.error, '', 'the error of `docker run`');
    await web.rm({force: true});
    await expectRemovable(t, docker, name);
  },
});
