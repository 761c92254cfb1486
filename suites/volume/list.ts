import {defineCheck, hexId, implementsDriver} from '../../src/authoring.ts';
import {createArguments, givenMount, givenVolume, listedNames, lookUp, removeAfterwards} from './_given.ts';
import {cutOff, expectAllIn, makeVolumes, shown} from './_listed.ts';
import type {ListReply} from './_replies.ts';

const needs = [implementsDriver('VolumeDriver')];

export const afterCreate = defineCheck({
  id: 'volume.list.after-create',
  title: 'List shows a volume as soon as it was created, under its own name',
  level: 'MUST',
  requirement: ['volume/13', 'volume/10'],
  problem: 'A volume was created, but `docker volume ls` does not show it.',
  consequence: '`docker volume ls` lacks a volume that `docker volume inspect` finds',
  fix: 'Let List show every volume that Create has made, with the Name that Create was given.',
  needs,
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const {name} = await givenVolume(t);
    const names = await listedNames(t);
    t.expect.ok(names.includes(name), {expected: `List shows "${name}"`, actual: shown(names)});
  },
});

export const whileMounted = defineCheck({
  id: 'volume.list.while-mounted',
  title: 'List shows a mounted volume',
  level: 'MUST',
  requirement: ['volume/10', 'volume/12'],
  problem: 'A volume that a container uses is missing in `docker volume ls`.',
  consequence: '`docker volume ls` lacks the volumes that are in use',
  fix: 'List volumes whether they are mounted or not.',
  needs,
  dependsOn: ['volume.list.after-create', 'volume.mount.succeeds'],
  async run(t) {
    const volume = await givenVolume(t, 'used');
    for (const id of [hexId(t.random), hexId(t.random)]) await givenMount(t, volume, id);
    const names = await listedNames(t);
    t.expect.ok(names.includes(volume.name), {
      expected: `List shows "${volume.name}", which is mounted`,
      actual: shown(names),
    });
  },
});

/** More than a page of ten; fewer where the back end is slow. */
const MANY = 12;
const PATIENCE_MS = 3000;

export const many = defineCheck({
  ...cutOff,
  id: 'volume.list.many',
  title: `List shows all of ${MANY} volumes`,
  dependsOn: ['volume.list.after-create'],
  async run(t) {
    const {wanted} = await makeVolumes(t, MANY, PATIENCE_MS);
    expectAllIn(t, wanted, await listedNames(t));
  },
});

/** Volumes of others that are looked up at most: Get only reads, but back ends may be slow. */
const MOST_LOOK_UPS = 25;

export const agreesWithGet = defineCheck({
  id: 'volume.list.agrees-with-get',
  title: 'Get finds every volume that List shows',
  level: 'MUST',
  requirement: 'volume/10',
  problem: '`docker volume ls` shows a volume that does not exist.',
  consequence:
    '`docker volume inspect` and `rm` of a listed volume say `no such volume`: it cannot be got rid of',
  fix: 'Answer Get and List from the same records.',
  needs,
  dependsOn: ['volume.list.after-create', 'volume.get.while-mounted'],
  exclusive: true,
  async run(t) {
    await givenVolume(t, 'listed');
    for (const name of (await listedNames(t)).filter(each => each !== '').slice(0, MOST_LOOK_UPS)) {
      const {call, volume} = await lookUp(t, name);
      // somebody else may have removed it meanwhile
      if (volume === null && (await listedNames(t)).includes(name)) {
        t.expect.fail(
          {expected: `Get finds "${name}", which List shows`, actual: call.error || 'Volume null'},
          call,
        );
      }
    }
  },
});

export const noVolumes = defineCheck({
  id: 'volume.list.no-volumes',
  title: 'List succeeds when there are no volumes',
  level: 'MUST',
  requirement: 'volume/11',
  problem: 'Without volumes List is an error.',
  consequence: 'the daemon takes the driver for broken and shows removed volumes from its memory',
  fix: 'Answer List of nothing with `{"Volumes": []}`.',
  needs,
  dependsOn: ['volume.list.after-create'],
  exclusive: true,
  async run(t) {
    const empty = await t.plugin.call<ListReply>('VolumeDriver.List');
    const others = (empty.reply?.Volumes ?? []).map(volume => volume?.Name ?? '');
    if (empty.ok && others.length > 0)
      t.untestable(`the plugin has volumes already (${shown(others)}): run plugtest where it has none`);
    if (empty.ok) return;
    const name = t.unique('first');
    removeAfterwards(t, name);
    await t.plugin.call('VolumeDriver.Create', createArguments(t, name));
    const one = await t.plugin.call<ListReply>('VolumeDriver.List');
    if (!one.ok) t.blocked('volume.listing.succeeds', one.error);
    t.expect(empty).toSucceed();
  },
});
