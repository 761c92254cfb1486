import {type CheckContext, defineCheck, implementsDriver, seesMountpoints} from '../../src/authoring.ts';
import {expectProof, writeProof} from './_files.ts';
import {givenMount, givenVolume} from './_given.ts';
import type {MountReply} from './_replies.ts';

const needs = [implementsDriver('VolumeDriver')];
const consequence = 'no engine since 20.10 calls Path for a plugin; older ones do, even for `docker ps`';
const FAST_MS = 1000;

export const implemented = defineCheck({
  id: 'volume.path.implemented',
  title: 'Path is implemented',
  level: 'MAY',
  requirement: 'volume/59',
  problem: 'Path is not implemented.',
  consequence,
  fix: 'Answer Path with the mountpoint while the volume is mounted, else with an empty one.',
  needs,
  dependsOn: ['volume.get.after-create'],
  async run(t) {
    const {name} = await givenVolume(t, 'path');
    const asked = await t.plugin.call('VolumeDriver.Path', {Name: name}, {probe: true});
    t.expect.ok(!isMissing(asked), {expected: 'another status than 404', actual: asked.error}, asked);
  },
});

export const beforeMount = defineCheck({
  id: 'volume.path.before-mount',
  title: 'Path of a volume that is not mounted is answered at once, without an error',
  level: 'SHOULD',
  requirement: ['volume/59', 'volume/56'],
  problem: 'An old engine could not ask for the path of a volume before its first mount.',
  consequence,
  fix: 'Answer Path before Mount with an empty Mountpoint or with the one that Mount will give.',
  needs,
  dependsOn: ['volume.get.after-create'],
  // other calls at one time would count into it
  exclusive: true,
  async run(t) {
    const {name} = await givenVolume(t, 'path');
    const asked = await pathOf(t, name);
    t.expect(asked).toSucceed();
    const ms = Math.round(asked.exchange.timing.totalMs);
    t.expect.ok(ms < FAST_MS, {expected: `an answer within ${FAST_MS} ms`, actual: `${ms} ms`}, asked);
    const path = asked.reply?.Mountpoint ?? '';
    t.expect.ok(
      path === '' || path.startsWith('/'),
      {expected: 'an absolute path or none', actual: path},
      asked,
    );
  },
});

export const whileMounted = defineCheck({
  id: 'volume.path.while-mounted',
  title: 'Path of a mounted volume is the mountpoint that Mount gave',
  level: 'SHOULD',
  requirement: 'volume/59',
  problem: 'An old engine was told another path than the one that Mount gave.',
  consequence,
  fix: 'Answer Path and Mount from the same record.',
  needs,
  dependsOn: ['volume.data.volumes-apart', 'volume.path.before-mount'],
  async run(t) {
    const {volume, mountpoint} = await givenMount(t, await givenVolume(t, 'path'));
    const asked = await pathOf(t, volume.name);
    t.expect(asked).toSucceed();
    const path = asked.reply?.Mountpoint ?? '';
    // many answer none at all: the engine then goes by what Mount gave
    if (path === '' || path === mountpoint) return;
    if (!seesMountpoints(t.facts).ok) t.expect.equal(path, mountpoint, 'Mountpoint in Path', asked);
    // another way to the same files, such as a symbolic link
    await expectProof(t, path, await writeProof(t, mountpoint));
  },
});

async function pathOf(t: CheckContext, name: string) {
  const asked = await t.plugin.call<MountReply>('VolumeDriver.Path', {Name: name}, {probe: true});
  if (isMissing(asked)) t.notApplicable('Path is not implemented');
  return asked;
}

function isMissing(asked: {
  readonly exchange: {readonly response: {readonly status: number} | null};
}): boolean {
  return asked.exchange.response?.status === 404;
}
