import {type CheckContext, defineCheck, implementsDriver, shortestViolation} from '../../src/authoring.ts';
import {mount} from './_calls.ts';
import {givenVolume, removeAfterwards} from './_given.ts';
import {timeline, volumeModel} from './_history.ts';
import {Users} from './_users.ts';

/** As many as may well start and stop at one time on one machine. */
const USERS = 4;

export const oneOrder = defineCheck({
  id: 'volume.history.one-order',
  title: 'All answers to calls at one time are explained by some order of these calls',
  level: 'MUST',
  requirement: ['volume/13', 'volume/14', 'volume/51', 'volume/52', 'volume/53', 'volume/54', 'volume/55'],
  problem: 'Containers that started and stopped at one time got answers that contradict each other.',
  consequence:
    'a race: now and then a volume is missing in `docker volume ls`, a `docker run` fails with `no such volume`, or a container loses its files',
  fix: 'Guard what the driver knows by a lock, and answer from a state that was true at one moment between request and answer.',
  needs: [implementsDriver('VolumeDriver')],
  exclusive: true,
  dependsOn: [
    'volume.create.succeeds',
    'volume.create.again-keeps-data',
    'volume.get.after-create',
    'volume.get.while-mounted',
    'volume.list.after-create',
    'volume.list.while-mounted',
    'volume.data.again-at-once',
    'volume.mount.second-id-same-files',
    'volume.mount.first-unmount-keeps-others',
    'volume.mount.same-id-same-files',
    'volume.unmount.same-id-twice',
    'volume.unmount.copy-keeps-files',
    'volume.remove.frees-name',
    'volume.remove.gone-from-list',
    'volume.remove.with-files',
    'volume.concurrency.parallel-mounts',
    'volume.concurrency.mount-beside-unmount',
    'volume.concurrency.last-unmounts',
    'volume.load.parallel-creates',
    'volume.load.parallel-gets',
    'volume.load.parallel-runs',
    'volume.patience.while-mounting',
    'volume.patience.while-creating',
  ],
  async run(t) {
    const names = ['left', 'right'].map(word => t.unique(word));
    for (const name of names) removeAfterwards(t, name);
    const users = new Users(t, names, {steps: 140, timeMs: 2000, files: await canWriteFiles(t)});
    await Promise.all(Array.from({length: USERS}, (_, user) => users.act(user + 1)));
    for (const name of names) {
      const violation = shortestViolation(
        users.history.filter(({input}) => input.name === name),
        volumeModel,
      );
      if (violation === undefined) continue;
      const calls = violation.flatMap(({output}) => output?.call ?? []);
      t.expect.fail(
        {
          expected: `an order of the calls for volume "${name}" that explains each answer`,
          actual: timeline(violation),
        },
        ...calls.slice(-10),
      );
    }
  },
});

/** Whether files can be written through mountpoints from here; without them only answers are judged. */
async function canWriteFiles(t: CheckContext): Promise<boolean> {
  if (t.facts.mountNamespace !== 'same') return false;
  const {name} = await givenVolume(t, 'files');
  const {call} = await mount(t, name);
  const path = call.reply?.Mountpoint ?? '';
  if (!path.startsWith('/')) return false;
  return t.host.write(path, 'plugtest-files', '').then(
    () => true,
    () => false,
  );
}
