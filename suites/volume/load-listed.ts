import {type CheckContext, defineCheck, implementsDriver} from '../../src/authoring.ts';
import {createArguments, listedNames, namesIn, removeAfterwards, within} from './_given.ts';
import {cutOff, expectAllIn, makeVolumes} from './_listed.ts';
import type {ListReply} from './_replies.ts';

/** More than a page of a hundred, the most that many back ends give at once. */
const PAGES = 110;
const PATIENCE_MS = 5000;
/** A List that asks the back end for each volume takes longer. */
const QUICK_LIST_MS = 500;

export const allListed = defineCheck({
  ...cutOff,
  id: 'volume.load.all-listed',
  title: `List shows all of ${PAGES} volumes`,
  // a driver with a quota would refuse the volumes of others meanwhile
  exclusive: true,
  dependsOn: ['volume.list.many', 'volume.remove.frees-name', 'volume.remove.gone-from-list'],
  timeoutMs: 60_000,
  async run(t) {
    await expectQuickList(t);
    const {wanted, isFull} = await makeVolumes(t, PAGES, PATIENCE_MS);
    expectAllIn(t, wanted, await listedNames(t));
    if (wanted.length < PAGES && !isFull)
      t.untestable(`only ${wanted.length} volumes could be made in ${PATIENCE_MS / 1000} s`);
  },
});

/** Volumes that are there all the time, and rounds of those that come and go beside them. */
const STABLE = 30;
const ROUNDS = 12;
const COMING_AND_GOING = 3;
const LISTING = 3;
const STORM_MS = 3000;

export const besideOthers = defineCheck({
  id: 'volume.load.list-beside-others',
  title: 'List shows all volumes while others come and go',
  level: 'MUST',
  requirement: ['volume/12', 'volume/54', 'volume/55'],
  problem: 'While volumes were created and removed, `docker volume ls` failed or lacked others.',
  consequence:
    "dockerd locks nothing between List and other calls: now and then `docker volume ls` shows none of the driver's volumes, or the plugin dies (`concurrent map iteration and map write`, `dictionary changed size during iteration`)",
  fix: 'Guard the table of volumes by a lock or list a copy of it; leave out a volume that vanishes meanwhile.',
  needs: [implementsDriver('VolumeDriver')],
  exclusive: true,
  dependsOn: ['volume.list.many', 'volume.load.parallel-creates', 'volume.remove.frees-name'],
  timeoutMs: 60_000,
  async run(t) {
    await expectQuickList(t);
    const {wanted, isFull} = await makeVolumes(t, STABLE, PATIENCE_MS);
    if (isFull) t.untestable(`the driver takes no more than ${wanted.length} volumes`);
    const goesOn = within(STORM_MS);
    const others = Array.from({length: COMING_AND_GOING}, () => comeAndGo(t, goesOn));
    let isOver = false;
    const storm = Promise.all(others).finally(() => {
      isOver = true;
    });
    const lists = Array.from({length: LISTING}, async () => {
      while (!isOver) {
        // quiet Lists have succeeded: a failure is of the noise
        const listed = await t.plugin.call<ListReply>('VolumeDriver.List');
        t.expect(listed).toSucceed();
        expectAllIn(t, wanted, namesIn(listed));
      }
    });
    await Promise.all([storm, ...lists]);
  },
});

async function comeAndGo(t: CheckContext, goesOn: () => boolean): Promise<void> {
  const name = t.unique('passing');
  removeAfterwards(t, name);
  for (let round = 0; round < ROUNDS && goesOn(); round++) {
    t.expect(await t.plugin.call('VolumeDriver.Create', createArguments(t, name))).toSucceed();
    t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: name})).toSucceed();
  }
}

/** A driver whose List takes long is not given many volumes. */
async function expectQuickList(t: CheckContext): Promise<void> {
  const startedAt = performance.now();
  await listedNames(t);
  if (performance.now() - startedAt > QUICK_LIST_MS)
    t.untestable('List takes long even of a few volumes: it is not given many');
}
