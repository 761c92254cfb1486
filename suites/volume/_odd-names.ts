import {type Call, type CheckContext, describeOutcome, hexId} from '../../src/authoring.ts';
import {
  createArguments,
  givenMount,
  listedNames,
  lookUp,
  release,
  removeAfterwards,
  unmountAfterwards,
} from './_given.ts';
import type {MountReply} from './_replies.ts';

/**
 * Creates a volume of an unusual name and judges that the plugin does all or nothing: after a refusal there is no
 * such volume, after a success every other call finds it under exactly this name.
 */
export async function expectAllOrNothing(
  t: CheckContext,
  name: string,
  whileMounted: (mountpoint: string) => Promise<void> = async () => {},
): Promise<void> {
  removeAfterwards(t, name);
  const created = await t.plugin.call('VolumeDriver.Create', createArguments(t, name));
  t.expect(created).toAnswer();
  const shown = JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
  const {call, volume} = await lookUp(t, name);
  if (!created.ok) {
    const actual = `Get finds ${JSON.stringify(volume)}`;
    t.expect.ok(
      volume === null,
      {expected: `no volume ${shown}, which Create refused`, actual},
      created,
      call,
    );
    return;
  }
  const expected = `Get finds the volume ${shown}, which Create accepted, under this name`;
  t.expect.ok(volume?.Name === name, {expected, actual: call.error || JSON.stringify(volume)}, created, call);
  const names = await listedNames(t);
  const actual = 'List lacks it';
  t.expect.ok(
    names.includes(name),
    {expected: `List shows ${shown}, which Create accepted`, actual},
    created,
  );
  await useAndRemove(t, name, whileMounted);
}

async function useAndRemove(
  t: CheckContext,
  name: string,
  whileMounted: (mountpoint: string) => Promise<void>,
): Promise<void> {
  const mount = {Name: name, ID: hexId(t.random)};
  unmountAfterwards(t, mount.Name, mount.ID);
  const mounted = await t.plugin.call<MountReply>('VolumeDriver.Mount', mount);
  expectUsable(t, mounted);
  await whileMounted(mounted.reply?.Mountpoint ?? '');
  expectUsable(t, await t.plugin.call('VolumeDriver.Unmount', mount));
  expectUsable(t, await t.plugin.call('VolumeDriver.Remove', {Name: name}));
  const {call, volume} = await lookUp(t, name);
  t.expect.ok(volume === null, {expected: 'Get says that it is gone', actual: JSON.stringify(volume)}, call);
}

/** The folder that holds the volumes, as far as mountpoints tell; null where they do not show the name. */
export async function homeOfVolumes(
  t: CheckContext,
  name: string,
): Promise<{readonly home: string | null; readonly mountpoint: string}> {
  const mount = await givenMount(t, {name});
  await release(t, mount);
  const {mountpoint} = mount;
  const segments = mountpoint.split('/');
  const at = segments.findIndex(segment => segment.includes(name));
  const isPlain = !segments.includes('..');
  return {home: at < 1 || !isPlain ? null : segments.slice(0, at).join('/') || '/', mountpoint};
}

/** The folder so many levels above; `/` above the root. */
export function above(folder: string, levels: number): string {
  return folder.split('/').slice(0, -levels).join('/') || '/';
}

/** Whatever the check looks for: a volume that was created can be used. */
function expectUsable(t: CheckContext, call: Call<unknown>): void {
  const message = 'A volume of an unusual name was created, and then could not be used.';
  t.expect.ok(call.ok, {message, expected: `${call.method} succeeds`, actual: describeOutcome(call)}, call);
}
