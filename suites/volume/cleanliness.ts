import {
  type CheckContext,
  defineCheck,
  hexId,
  implementsDriver,
  ownsProcess,
  type ProcessUsage,
} from '../../src/authoring.ts';
import {pause} from '../transport/_pause.ts';
import {createArguments, givenVolume, removeAfterwards, unmountAfterwards} from './_given.ts';

const needs = [implementsDriver('VolumeDriver'), ownsProcess];

/** Rounds before the first count: pools and caches fill up. */
const WARM_UP = 10;
const ROUNDS = 100;
/** With a slow back end, or on a busy machine, fewer rounds have to do. */
const TIME_MS = 2000;
const FEWEST = 15;
/** For the fewest. */
const LONGEST_MS = 10_000;
/** How long the plugin may take to close what the last rounds opened. */
const SETTLE_MS = 1000;

export const nothingLeft = defineCheck({
  id: 'volume.cleanliness.cycles-leave-nothing',
  title: 'A hundred rounds of Mount and Unmount leave no open files, threads, processes and mounts',
  level: 'SHOULD',
  requirement: ['volume/29', 'volume/33'],
  problem: 'Each use of a volume left something behind in the plugin.',
  consequence:
    'after days the plugin runs out of files, threads or mounts: every call fails with `too many open files`',
  fix: 'Close what Mount opened and end what it started when the last Unmount comes; wait for every program that was started.',
  needs,
  exclusive: true,
  dependsOn: ['volume.data.again-at-once', 'volume.unmount.last-releases'],
  async run(t) {
    const {name} = await givenVolume(t, 'rounds');
    const id = hexId(t.random);
    unmountAfterwards(t, name, id);
    await expectNoGrowth(t, 'rounds of Mount and Unmount', async () => {
      t.expect(await t.plugin.call('VolumeDriver.Mount', {Name: name, ID: id})).toSucceed();
      t.expect(await t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: id})).toSucceed();
    });
  },
});

export const nothingLeftOfVolumes = defineCheck({
  id: 'volume.cleanliness.volumes-leave-nothing',
  title: 'A hundred volumes that came and went leave no open files, threads, processes and mounts',
  level: 'SHOULD',
  requirement: ['volume/14', 'volume/18'],
  problem:
    'Each volume that was created and removed, or each question about one, left something behind in the plugin.',
  consequence:
    'dockerd asks of every name in every command: after days the plugin runs out of files or threads, and every call fails with `too many open files`',
  fix: 'Close the files, connections and helpers of a call when it ends, also when it fails, and those of a volume with Remove; wait for every program that was started.',
  needs,
  exclusive: true,
  dependsOn: [
    'volume.remove.frees-name',
    'volume.get.unknown-name',
    'volume.cleanliness.cycles-leave-nothing',
  ],
  async run(t) {
    const name = t.unique('came');
    removeAfterwards(t, name);
    await expectNoGrowth(t, 'volumes came and went', async () => {
      const created = t.plugin.call('VolumeDriver.Create', createArguments(t, name), {freshConnection: true});
      t.expect(await created).toSucceed();
      t.expect(await t.plugin.call('VolumeDriver.Get', {Name: name})).toSucceed();
      t.expect(await t.plugin.call('VolumeDriver.List')).toSucceed();
      t.expect(await t.plugin.call('VolumeDriver.Remove', {Name: name})).toSucceed();
      t.expect(await t.plugin.call('VolumeDriver.Get', {Name: name})).toAnswer();
    });
  },
});

/** Plays rounds and counts what the plugin holds before and after them. */
async function expectNoGrowth(t: CheckContext, what: string, round: () => Promise<void>): Promise<void> {
  const play = async (most: number, fewest: number) => {
    const startedAt = performance.now();
    const goesOn = (limitMs: number) => performance.now() - startedAt < limitMs;
    let done = 0;
    for (; done < most && goesOn(done < fewest ? LONGEST_MS : TIME_MS); done += 1) await round();
    return done;
  };
  await play(WARM_UP, 0);
  const before = usage(t);
  const done = await play(ROUNDS, FEWEST);
  if (done < FEWEST)
    t.untestable(`only ${done} rounds in ${LONGEST_MS / 1000} s: the back end is too slow to count`);
  let grown = growth(before, usage(t), done);
  for (const until = performance.now() + SETTLE_MS; grown.length > 0 && performance.now() < until; ) {
    await pause(50);
    grown = growth(before, usage(t), done);
  }
  t.expect.ok(grown.length === 0, {
    expected: `as much as before after ${done} ${what}`,
    actual: grown.join(', '),
  });
}

/** What has grown with the rounds; a few files and threads more are nobody's fault. */
function growth(before: ProcessUsage, after: ProcessUsage, rounds: number): readonly string[] {
  const counts = {
    'open files': after.files - before.files,
    threads: after.threads - before.threads,
    processes: after.processes - before.processes,
    'processes that ended and that nobody waited for (zombies)': after.zombies - before.zombies,
    mounts: after.mounts.length - before.mounts.length,
  };
  return Object.entries(counts)
    .filter(([, more]) => more > rounds / 4)
    .map(([what, more]) => `${more} more ${what}`);
}

function usage(t: CheckContext): ProcessUsage {
  return (
    t.process.usage() ??
    t.untestable("the plugin's files and threads can't be counted here: needs Linux and the same user")
  );
}
