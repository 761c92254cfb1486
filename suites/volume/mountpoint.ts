import {
  defineCheck,
  defineRule,
  type Exchange,
  implementsDriver,
  memberOf,
  seesMountpoints,
} from '../../src/authoring.ts';
import {givenMount, givenVolume} from './_given.ts';
import {replyOf} from './replies.ts';

export const absolute = defineRule({
  id: 'volume.mountpoint.absolute',
  title: 'Mount answers an absolute path',
  level: 'MUST',
  requirement: 'volume/25',
  problem: 'A container did not get its volume: the plugin gave no usable path.',
  consequence:
    "dockerd does not look at the path: an empty one makes the container start with the runtime's own bundle folder (config.json, rootfs) in place of the volume, a relative one fails with `error mounting … no such file or directory`",
  fix: 'Answer Mount with `{"Mountpoint": "/absolute/path"}`.',
  on: 'VolumeDriver.Mount',
  judge(exchange) {
    const path = mountpointOf(exchange);
    if (path === undefined || path.startsWith('/')) return path === undefined ? 'skip' : undefined;
    return {message: '', expected: 'an absolute path', actual: `Mountpoint is "${path}"`};
  },
});

export const outsideDataRoot = defineRule({
  id: 'volume.mountpoint.outside-data-root',
  title: "Volumes do not lie in the engine's own folder",
  level: 'SHOULD',
  requirement: 'volume/64',
  problem: "The plugin keeps volumes in the engine's own folder.",
  consequence:
    'an upgrade, a reset or `docker system prune` may change or delete what lies below /var/lib/docker',
  fix: 'Keep volumes in a folder of your own, such as /var/lib/<plugin>.',
  on: 'VolumeDriver.Mount',
  judge(exchange) {
    const path = mountpointOf(exchange);
    if (path === undefined) return 'skip';
    // what lies below plugins/ is the engine's own doing: the root file systems of managed plugins
    if (!/^\/+var\/+lib\/+docker\/+(?!plugins\/)/.test(path)) return undefined;
    return {
      message: '',
      expected: 'a path that is not below /var/lib/docker',
      actual: `Mountpoint is "${path}"`,
    };
  },
});

export const isDirectory = defineCheck({
  id: 'volume.mountpoint.is-directory',
  title: 'The mountpoint is a directory when Mount answers',
  level: 'MUST',
  requirement: 'volume/26',
  problem: 'A container did not get its volume: nothing usable lies at the path.',
  consequence:
    'the container does not start: `error mounting "<path>" to rootfs … no such file or directory` (or `not a directory`)',
  fix: "Answer Mount when the directory is there, in the daemon's mount namespace (managed plugins: below propagatedMount).",
  needs: [implementsDriver('VolumeDriver'), seesMountpoints],
  dependsOn: ['volume.mount.succeeds'],
  async run(t) {
    const {mountpoint} = await givenMount(t, await givenVolume(t, 'path'));
    const kind = await t.host.kind(mountpoint);
    if (kind === 'unknown') t.untestable(`${mountpoint} cannot be looked at: run plugtest as root`);
    t.expect.ok(kind === 'directory', {expected: `a directory at ${mountpoint}`, actual: kind});
  },
});

/** What a successful Mount gave; undefined where Mount failed or the answer is not known in full. */
function mountpointOf(exchange: Exchange): string | undefined {
  const reply = replyOf(exchange);
  if (reply === undefined || (memberOf(reply, 'Err') ?? '') !== '') return undefined;
  const path = memberOf(reply, 'Mountpoint') ?? '';
  return typeof path === 'string' ? path : undefined;
}
