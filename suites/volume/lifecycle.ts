import {
  type Call,
  canRestart,
  defineCheck,
  hexId,
  implementsDriver,
  ownsProcess,
} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {expectRemovable} from './_docker.ts';
import {createArguments, givenVolume, removeAfterwards, unmountAfterwards} from './_given.ts';
import type {ListReply} from './_replies.ts';

const needs = [implementsDriver('VolumeDriver')];

/** Milliseconds after which the daemon hangs up: before, in and after the work of drivers of any speed. */
const HANG_UPS = [0, 3, 20];

export const abandonedMount = defineCheck({
  id: 'volume.lifecycle.abandoned-mount',
  title: 'After a Mount whose caller hung up the volume can be mounted, unmounted and removed',
  level: 'SHOULD',
  requirement: 'volume/57',
  problem: 'dockerd gave up a Mount that took too long, and the volume could not be used after that.',
  consequence:
    'no Unmount follows a Mount that was given up after 120 s: the mount leaks, and later starts or `docker volume rm` fail',
  fix: 'Undo a Mount whose connection is gone, or at least let later calls for the volume work.',
  needs,
  exclusive: true,
  dependsOn: ['volume.data.again-at-once', 'volume.remove.succeeds'],
  async run(t) {
    for (const abortAfterMs of HANG_UPS) {
      const {name} = await givenVolume(t, 'abandoned');
      const [lost, next] = [hexId(t.random), hexId(t.random)];
      for (const id of [lost, next]) unmountAfterwards(t, name, id);
      await t.plugin.call(
        'VolumeDriver.Mount',
        {Name: name, ID: lost},
        {abortAfterMs, freshConnection: true},
      );
      await succeed('Mount', {Name: name, ID: next});
      await succeed('Unmount', {Name: name, ID: next});
      // Whether the first one took effect nobody knows: releasing it may be an error.
      await t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: lost});
      await succeed('Remove', {Name: name});
    }

    async function succeed(method: string, body: unknown): Promise<void> {
      const call: Call = await t.plugin.call(`VolumeDriver.${method}`, body);
      t.expect(call).toSucceed();
    }
  },
});

/** So long after the request the plugin is killed. */
const KILL_AFTER_MS = 15;

export const interruptedCreate = defineCheck({
  id: 'volume.lifecycle.interrupted-create',
  title: 'After a crash in the middle of Create the volume can be created, used and removed',
  level: 'MUST',
  requirement: ['volume/18', 'volume/39'],
  problem: 'The plugin died while it created a volume, and the volume could not be had after that.',
  consequence:
    'dockerd repeats the call, with an empty body, and its user repeats the command: it fails with `create <name>: …`, or the volume is there and cannot be mounted',
  fix: 'Make a volume visible in one step (rename a finished record into place), and clean up unfinished ones at start.',
  needs: [...needs, canRestart, ownsProcess],
  exclusive: true,
  dependsOn: ['volume.restart.starts-again', 'volume.restart.volumes-known'],
  async run(t) {
    const docker = await t.docker();
    const {Name: name, Opts: opts} = createArguments(t, t.unique('interrupted'));
    removeAfterwards(t, name);
    // probe: that nobody answers is our doing
    const lost = t.plugin.call('VolumeDriver.Create', {Name: name, Opts: opts}, {probe: true});
    await pause(KILL_AFTER_MS);
    await t.process.kill();
    await lost;
    await t.process.start();
    await t.plugin.call('VolumeDriver.Create', undefined, {rawBody: ''});
    const created = await docker.volumes.create({
      driver: t.plugin.name,
      name,
      ...(opts === null ? {} : {opts}),
    });
    t.expect.equal(created.error, '', 'the error of the repeated `docker volume create`');
    const listed = await t.plugin.call<ListReply>('VolumeDriver.List');
    const names = (listed.reply?.Volumes ?? []).map(volume => volume?.Name ?? '');
    t.expect.equal(
      names.filter(each => each === name || each === '').length,
      1,
      'how many entries of List bear its name, or none',
      listed,
    );
    const web = await docker.run({volumes: [created]});
    t.cleanup(() => web.rm({force: true}));
    t.expect.equal(web.error, '', 'the error of `docker run` with it');
    await web.rm({force: true});
    await expectRemovable(t, docker, name);
  },
});
