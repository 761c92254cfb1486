import {defineCheck} from '../../src/authoring.ts';
import {listedNames} from './_given.ts';
import {cutOff, expectAllListed, makeVolumes} from './_listed.ts';

/** More than a page of a hundred, the most that many back ends give at once. */
const PAGES = 110;
const PATIENCE_MS = 5000;
/** A driver whose List asks the back end for each volume is not given a hundred. */
const QUICK_LIST_MS = 500;

export const allListed = defineCheck({
  ...cutOff,
  id: 'volume.load.all-listed',
  title: `List shows all of ${PAGES} volumes`,
  // a driver with a quota would refuse the volumes of others meanwhile
  exclusive: true,
  dependsOn: ['volume.list.many', 'volume.remove.frees-name', 'volume.remove.gone-from-list'],
  async run(t) {
    const startedAt = performance.now();
    await listedNames(t);
    if (performance.now() - startedAt > QUICK_LIST_MS)
      t.untestable('List takes long even of a few volumes: it is not given a hundred');
    const {wanted, isFull} = await makeVolumes(t, PAGES, PATIENCE_MS);
    await expectAllListed(t, wanted);
    if (wanted.length < PAGES && !isFull)
      t.untestable(`only ${wanted.length} volumes could be made in ${PATIENCE_MS / 1000} s`);
  },
});
