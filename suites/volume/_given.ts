import {type CheckContext, hexId} from '../../src/authoring.ts';
import type {CreateReply, GetReply, ListReply, MountReply} from './_replies.ts';

/** A volume made for one check and removed after it. */
export interface GivenVolume {
  readonly name: string;
}

/** A mount held for one check and released after it. */
export interface GivenMount {
  readonly volume: GivenVolume;
  readonly id: string;
  readonly mountpoint: string;
}

/** Creates a volume; the check is blocked when that fails, since creating has checks of its own. */
export async function givenVolume(t: CheckContext, word = 'data'): Promise<GivenVolume> {
  const name = t.unique(word);
  removeAfterwards(t, name);
  const created = await t.plugin.call<CreateReply>('VolumeDriver.Create', createArguments(t, name));
  if (!created.ok) t.blocked('volume.create.succeeds', `Create failed: ${created.error}`);
  return {name};
}

/** Arguments of Create with the driver options that the user gave. */
export function createArguments(
  t: CheckContext,
  name: string,
): {readonly Name: string; readonly Opts: Readonly<Record<string, string>> | null} {
  const opts = t.settings.volumeOpts;
  return {Name: name, Opts: Object.keys(opts).length === 0 ? null : opts};
}

/** Mounts a volume under a fresh id; the check is blocked when that fails. */
export async function givenMount(
  t: CheckContext,
  volume: GivenVolume,
  id = hexId(t.random),
): Promise<GivenMount> {
  const mounted = await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: volume.name, ID: id});
  unmountAfterwards(t, volume.name, id);
  if (!mounted.ok) t.blocked('volume.mount.succeeds', `Mount failed: ${mounted.error}`);
  return {volume, id, mountpoint: mounted.reply?.Mountpoint ?? ''};
}

/** Removes the volume after the check, if it is still there; lists it as a leak when that fails. */
export function removeAfterwards(t: CheckContext, name: string): void {
  t.cleanup(async () => {
    const found = await t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name}, {probe: true});
    if (!found.ok || found.reply?.Volume === null) return;
    const removed = await t.plugin.call('VolumeDriver.Remove', {Name: name}, {probe: true});
    if (!removed.ok) t.leaked({what: 'volume', name, command: `docker volume rm ${name}`});
  });
}

/** Releases a mount after the check; one more Unmount than needed is harmless. */
export function unmountAfterwards(t: CheckContext, name: string, id: string): void {
  t.cleanup(() => t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: id}, {probe: true}));
}

/** Names that List gives, in its order. */
export async function listedNames(t: CheckContext): Promise<readonly string[]> {
  const listed = await t.plugin.call<ListReply>('VolumeDriver.List');
  t.expect(listed).toSucceed();
  return (listed.reply?.Volumes ?? []).map(volume => volume?.Name ?? '');
}
