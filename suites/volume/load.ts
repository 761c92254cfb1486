import {type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {crowdFor, get} from './_calls.ts';
import {givenContainer, givenEngineVolume} from './_docker.ts';
import {createArguments, givenVolume, removeAfterwards} from './_given.ts';
import type {ListReply} from './_replies.ts';

const needs = [implementsDriver('VolumeDriver')];

export const parallelCreates = defineCheck({
  id: 'volume.load.parallel-creates',
  title: 'Creates of different volumes at one time succeed all',
  level: 'MUST',
  requirement: 'volume/55',
  problem: 'Several volumes were created at one time, and not all of them were there afterwards.',
  consequence: '`docker compose up` with several volumes fails at random with `create <name>: …`',
  fix: 'Guard the list of volumes and its file by a lock, and wait for it instead of refusing.',
  needs,
  exclusive: true,
  dependsOn: ['volume.list.after-create', 'volume.get.after-create'],
  async run(t) {
    const startedAt = performance.now();
    await givenVolume(t, 'first');
    const crowd = crowdFor(performance.now() - startedAt);
    const names = Array.from({length: crowd}, () => t.unique('parallel'));
    for (const name of names) removeAfterwards(t, name);
    const created = await Promise.all(
      names.map(name => t.plugin.call('VolumeDriver.Create', createArguments(t, name))),
    );
    for (const call of created) t.expect(call).toSucceed();
    await expectAll(t, names);
  },
});

export const parallelGets = defineCheck({
  id: 'volume.load.parallel-gets',
  title: 'Tens of Gets at one time find their volumes',
  level: 'MUST',
  requirement: 'volume/41',
  problem: 'Many volumes were asked for at one time, and some were not found.',
  consequence:
    'dockerd asks for all volumes at once when it starts, and forgets labels and options of those that are not found',
  fix: 'Answer Get from memory; let calls wait for a free connection to the backend instead of failing.',
  needs,
  exclusive: true,
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const volumes = await Promise.all(['one', 'two', 'three'].map(word => givenVolume(t, word)));
    const names = Array.from({length: 13}, () => volumes).flatMap(all => all.map(({name}) => name));
    const gets = await Promise.all(names.map(name => get(t, name)));
    for (const [index, call] of gets.entries()) {
      t.expect.ok(
        call.ok && call.reply?.Volume?.Name === names[index],
        {
          expected: `each of ${names.length} Gets at one time finds its volume`,
          actual: `Get of "${names[index]}": ${call.error || `Volume ${JSON.stringify(call.reply?.Volume)}`}`,
        },
        call,
      );
    }
  },
});

export const parallelRuns = defineCheck({
  id: 'volume.load.parallel-runs',
  title: 'Ten containers that share a volume are started at one time and stopped at one time',
  level: 'MUST',
  requirement: ['volume/51', 'volume/53'],
  problem: 'Of ten containers with one volume that were started and stopped at one time, not all worked.',
  consequence:
    '`docker compose up --scale web=10` fails at random, or `docker compose down -v` keeps the volume',
  fix: 'Mount, Unmount and their counts need one lock per volume; calls wait for it instead of failing.',
  needs,
  exclusive: true,
  dependsOn: [
    'volume.data.next-container',
    'volume.mount.second-id-same-files',
    'volume.unmount.last-releases',
  ],
  async run(t) {
    const docker = await t.docker();
    const data = await givenEngineVolume(t, docker);
    const startedAt = performance.now();
    const first = await givenContainer(t, docker, {volumes: [data]});
    const crowd = crowdFor(performance.now() - startedAt) + 1;
    const others = await Promise.all(Array.from({length: crowd}, () => docker.run({volumes: [data]})));
    for (const container of others) t.cleanup(() => container.rm({force: true}));
    expectAllOk(t, others, '`docker run`');
    const all = [first, ...others];
    expectAllOk(t, await Promise.all(all.map(container => container.rm({force: true}))), '`docker rm -f`');
    const complaints = docker.log.filter(({level}) => level === 'error' || level === 'warning');
    t.expect.equal(
      complaints.map(({message}) => message),
      [],
      'what dockerd complains of in its log',
    );
    t.expect.equal(
      (await docker.volumes.rm(data.name)).error,
      '',
      'the error of `docker volume rm` afterwards',
    );
  },
});

function expectAllOk(t: CheckContext, outcomes: readonly {readonly error: string}[], command: string): void {
  const errors = [...new Set(outcomes.flatMap(({error}) => (error === '' ? [] : [error])))];
  t.expect.ok(errors.length === 0, {
    expected: `${outcomes.length} times ${command} at one time succeed`,
    actual: errors.join('; '),
  });
}

async function expectAll(t: CheckContext, names: readonly string[]): Promise<void> {
  const listed = await t.plugin.call<ListReply>('VolumeDriver.List');
  t.expect(listed).toSucceed();
  const known = new Set((listed.reply?.Volumes ?? []).map(volume => volume?.Name));
  const lost = names.filter(name => !known.has(name));
  t.expect.equal(lost, [], 'what List lacks of the volumes just created', listed);
  for (const name of names) {
    const got = await get(t, name);
    t.expect(got).toSucceed();
    t.expect.equal(got.reply?.Volume?.Name, name, 'the name that Get answers', got);
  }
}
