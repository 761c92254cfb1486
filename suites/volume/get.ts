import {defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {
  createArguments,
  givenMount,
  givenVolume,
  listedNames,
  lookUp,
  removeAfterwards,
  within,
} from './_given.ts';

const needs = [implementsDriver('VolumeDriver')];
const dependsOn = ['volume.get.after-create', 'volume.get.unknown-name'];

/** Slow plugins are asked less often. */
const BUDGET_MS = 2500;

export const afterCreate = defineCheck({
  id: 'volume.get.after-create',
  title: 'Get returns a volume that was created, under its own name',
  level: 'MUST',
  requirement: ['volume/1', 'volume/13', 'volume/3', 'volume/56'],
  problem: 'A volume was created, but Get does not find it.',
  consequence:
    '`docker run`, `inspect` and `rm` all fail with `no such volume`, right after the create succeeded; under another name the daemon removes or mounts the other volume',
  fix: 'Answer Get with `{"Volume": {"Name": …, "Mountpoint": …}}` as soon as Create has answered, Name as it was asked for.',
  needs,
  dependsOn: ['volume.create.succeeds'],
  async run(t) {
    const name = t.unique('data');
    removeAfterwards(t, name);
    // dockerd asks before it creates: a plugin must not remember that answer
    const before = await t.plugin.call('VolumeDriver.Get', {Name: name});
    const created = await t.plugin.call('VolumeDriver.Create', createArguments(t, name));
    if (!created.ok) t.blocked('volume.create.succeeds', `Create failed: ${created.error}`);
    const {call, volume} = await lookUp(t, name);
    t.expect.ok(call.ok, {expected: 'Get succeeds after Create', actual: call.error}, before, created, call);
    const found = t.expect.present(
      volume,
      {expected: 'Get answers with a Volume', actual: 'Volume is null or absent'},
      call,
    );
    t.expect.equal(found.Name, name, 'the name in the answer', call);
  },
});

export const unknownName = defineCheck({
  id: 'volume.get.unknown-name',
  title: 'Get of a name that was never created says that there is no such volume',
  level: 'MUST',
  requirement: 'volume/2',
  problem: 'Get found a volume that was never created.',
  consequence:
    '`docker volume create` prints the name and sends no Create: the volume is never made, and the first `docker run` with it fails',
  fix: 'Answer Get of an unknown name with an error in `Err`, or with `{"Volume": null}`.',
  needs,
  async run(t) {
    for (const name of [t.unique('never'), hexId(t.random)]) {
      const {call, volume} = await lookUp(t, name);
      t.expect.ok(
        volume === null,
        {expected: 'an error, or Volume null', actual: `Volume ${JSON.stringify(volume)}`},
        call,
      );
    }
  },
});

/** dockerd asks all volume plugins for every name that it does not know. */
const FAST_MS = 1000;

export const unknownNameFast = defineCheck({
  id: 'volume.get.unknown-name-fast',
  title: 'Get of an unknown name is answered within a second',
  level: 'SHOULD',
  requirement: 'volume/24',
  problem: 'Get of an unknown name was slow.',
  consequence:
    'up to engine 27 every `docker run` with an anonymous or new local volume waits for this answer of every volume plugin',
  fix: 'Decide from records of your own whether the volume is yours; do not ask the back end first.',
  needs,
  dependsOn: ['volume.get.unknown-name'],
  // other calls at one time would count into it
  exclusive: true,
  async run(t) {
    for (const name of [t.unique('never'), hexId(t.random)]) {
      const {call} = await lookUp(t, name);
      const ms = Math.round(call.exchange.timing.totalMs);
      t.expect.ok(ms < FAST_MS, {expected: `an answer within ${FAST_MS} ms`, actual: `${ms} ms`}, call);
    }
  },
});

export const unknownNameChangesNothing = defineCheck({
  id: 'volume.get.unknown-name-changes-nothing',
  title: 'Get of an unknown name makes no volume',
  level: 'MUST',
  requirement: ['volume/24', 'volume/2'],
  problem: 'Asking for a volume made it come into being.',
  consequence:
    'dockerd asks every volume plugin for names that belong to others: the plugin fills up with volumes that nobody created',
  fix: 'Let Get only read.',
  needs,
  dependsOn: ['volume.get.unknown-name', 'volume.list.after-create'],
  async run(t) {
    for (const name of [t.unique('never'), hexId(t.random)]) {
      removeAfterwards(t, name);
      await lookUp(t, name);
      const {call, volume} = await lookUp(t, name);
      t.expect.ok(volume === null, {expected: 'still no such volume', actual: JSON.stringify(volume)}, call);
      const names = await listedNames(t);
      t.expect.ok(!names.includes(name), {expected: `List does not show "${name}"`, actual: 'List shows it'});
    }
  },
});

export const exactName = defineCheck({
  id: 'volume.get.exact-name',
  title: 'Get finds a volume by its exact name only',
  level: 'MUST',
  requirement: 'volume/3',
  problem: 'Get found a volume under a name that is not its own.',
  consequence:
    'two names mean one volume: `docker volume rm` of the one removes the data of the other, and both can be mounted as if they were two',
  fix: 'Compare names byte by byte: no folding of case, no trimming, no prefix.',
  needs,
  dependsOn,
  async run(t) {
    const {name} = await givenVolume(t, 'exact');
    const goesOn = within(BUDGET_MS);
    const others = [name.toUpperCase(), ` ${name}`, `${name} `, name.slice(0, -1), `${name}x`];
    for (const other of [...others, name.slice(1), `${name}:latest`, `${name}@x`, `${name}/`, `/${name}`]) {
      if (!goesOn()) return;
      const {call, volume} = await lookUp(t, other);
      t.expect.ok(
        volume === null,
        {
          expected: `no volume ${JSON.stringify(other)}: only "${name}" was created`,
          actual: JSON.stringify(volume),
        },
        call,
      );
    }
  },
});

export const steady = defineCheck({
  id: 'volume.get.steady',
  title: 'Get of an existing volume never fails',
  level: 'MUST',
  requirement: 'volume/4',
  problem: 'Get denied at times a volume that exists.',
  consequence:
    'one such answer makes the daemon forget labels, options and users of the volume; `docker volume rm` can then remove it under a running container',
  fix: 'Answer Get from records of your own; when the back end must be asked, wait for it rather than fail.',
  needs,
  dependsOn,
  async run(t) {
    const {name} = await givenVolume(t, 'steady');
    const goesOn = within(BUDGET_MS);
    for (let round = 1; round <= 20 && goesOn(); round++) {
      const {call, volume} = await lookUp(t, name);
      const actual = `${round}. time: ${call.error || 'Volume null'}`;
      t.expect.ok(volume !== null, {expected: 'Get finds the volume each time', actual}, call);
    }
  },
});

export const whileMounted = defineCheck({
  id: 'volume.get.while-mounted',
  title: 'Get finds a mounted volume, and after its Unmount too',
  level: 'MUST',
  requirement: ['volume/1', 'volume/4'],
  problem: 'Get denied a volume because of its mount.',
  consequence:
    'the daemon sends no Unmount when the container stops (`error unmounting volume …: no such volume`) and lets go of the volume: it can be removed while in use',
  fix: 'Answer Get whatever the state of the volume.',
  needs,
  dependsOn: [...dependsOn, 'volume.mount.succeeds'],
  async run(t) {
    const volume = await givenVolume(t, 'used');
    const {id} = await givenMount(t, volume);
    const mounted = await lookUp(t, volume.name);
    await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: id});
    const released = await lookUp(t, volume.name);
    for (const [state, found] of [
      ['mounted', mounted],
      ['unmounted', released],
    ] as const) {
      const actual = found.call.error || 'Volume null';
      t.expect.equal(
        found.volume?.Name ?? actual,
        volume.name,
        `the name of the ${state} volume in Get`,
        found.call,
      );
    }
  },
});
