import {
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  ownsProcess,
  type ProcessUsage,
} from '../../src/authoring.ts';
import {givenVolume, unmountAfterwards} from './_given.ts';

const needs = [implementsDriver('VolumeDriver'), ownsProcess];

/** Cycles before the first count: pools and caches fill up. */
const WARM_UP = 10;
const CYCLES = 100;
/** With a slow back end fewer cycles have to do. */
const TIME_MS = 2000;
const FEWEST = 15;

export const nothingLeft = defineCheck({
  id: 'volume.cleanliness.cycles-leave-nothing',
  title: 'A hundred rounds of Mount and Unmount leave no open files, threads, processes and mounts',
  level: 'SHOULD',
  requirement: ['volume/29', 'volume/33'],
  problem: 'Each use of a volume left something behind in the plugin.',
  consequence:
    'after days the plugin runs out of files, threads or mounts: every call fails with `too many open files`',
  fix: 'Close what Mount opened and end what it started when the last Unmount comes.',
  needs,
  exclusive: true,
  dependsOn: ['volume.data.again-at-once', 'volume.unmount.last-releases'],
  async run(t) {
    const {name} = await givenVolume(t, 'rounds');
    const started = performance.now();
    await rounds(t, name, {most: WARM_UP, until: started + TIME_MS});
    const before = usage(t);
    const done = await rounds(t, name, {most: CYCLES, until: performance.now() + TIME_MS});
    const after = usage(t);
    if (done < FEWEST)
      t.untestable(`only ${done} rounds in ${TIME_MS / 1000} s: the back end is too slow to count`);
    const growth = {
      'open files': after.files - before.files,
      threads: after.threads - before.threads,
      processes: after.processes - before.processes,
      mounts: after.mounts.length - before.mounts.length,
    };
    const grown = Object.entries(growth).filter(([, more]) => more > done / 4);
    t.expect.ok(grown.length === 0, {
      expected: `as much as before after ${done} rounds of Mount and Unmount`,
      actual: grown.map(([what, more]) => `${more} more ${what}`).join(', '),
    });
  },
});

interface Limits {
  readonly most: number;
  readonly until: number;
}

async function rounds(t: CheckContext, name: string, {most, until}: Limits): Promise<number> {
  const id = hexId(t.random);
  unmountAfterwards(t, name, id);
  for (let round = 0; round < most; round += 1) {
    if (performance.now() > until) return round;
    const mounted = await t.plugin.call('VolumeDriver.Mount', {Name: name, ID: id});
    t.expect(mounted).toSucceed();
    t.expect(await t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: id})).toSucceed();
  }
  return most;
}

function usage(t: CheckContext): ProcessUsage {
  return (
    t.process.usage() ??
    t.untestable("the plugin's files and threads can't be counted here: needs Linux and the same user")
  );
}
