import {type Call, type CheckContext, hexId} from '../../src/authoring.ts';
import type {CreateReply, GetReply, ListReply, MountReply, VolumeEntry} from './_replies.ts';
import {succeeds as listSucceeds} from './listing.ts';
import {ruleAgainst} from './replies.ts';

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
export async function givenVolume(
  t: CheckContext,
  word = 'data',
  more: Readonly<Record<string, string>> = {},
): Promise<GivenVolume> {
  const name = t.unique(word);
  removeAfterwards(t, name);
  const created = await t.plugin.call<CreateReply>('VolumeDriver.Create', createArguments(t, name, more));
  if (!created.ok) t.blocked('volume.create.succeeds', `Create failed: ${created.error}`);
  return {name};
}

/** Arguments of Create with the driver options that the user gave, and more. */
export function createArguments(
  t: CheckContext,
  name: string,
  more: Readonly<Record<string, string>> = {},
): {readonly Name: string; readonly Opts: Readonly<Record<string, string>> | null} {
  const opts = {...optionsFor(t, name), ...more};
  return {Name: name, Opts: Object.keys(opts).length === 0 ? null : opts};
}

/** The user's driver options for one volume: `{name}` stands for its name, so that each can have a place of its own. */
export function optionsFor(t: CheckContext, name: string): Readonly<Record<string, string>> {
  const plain = name.replace(/[^\w-]/gu, sign => `%${sign.codePointAt(0)?.toString(16)}`);
  const word =
    plain.length <= LONGEST_PLACE ? plain : `${plain.slice(0, 60)}-${plain.length}-${plain.slice(-30)}`;
  const options = Object.entries(t.settings.volumeOpts);
  return Object.fromEntries(options.map(([key, value]) => [key, value.replaceAll('{name}', word)]));
}

/** So that a long name makes no path that is too long. */
const LONGEST_PLACE = 120;

/** Whether the options that the user gave may lead several volumes to one place. */
export function mayShareOnePlace(t: CheckContext): boolean {
  const values = Object.values(t.settings.volumeOpts);
  return values.length > 0 && !values.some(value => value.includes('{name}'));
}

/** Mounts a volume under a fresh id; the check is blocked when that fails. */
export async function givenMount(
  t: CheckContext,
  volume: GivenVolume,
  id = hexId(t.random),
): Promise<GivenMount> {
  unmountAfterwards(t, volume.name, id);
  const mounted = await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: volume.name, ID: id});
  if (!mounted.ok) t.blocked('volume.mount.succeeds', `Mount failed: ${mounted.error}`);
  const mountpoint = mounted.reply?.Mountpoint ?? '';
  if (!mountpoint.startsWith('/')) t.blocked('volume.mountpoint.absolute', `Mountpoint is "${mountpoint}"`);
  return {volume, id, mountpoint};
}

/** Releases a mount; the check is blocked when that fails. */
export async function release(t: CheckContext, {volume, id}: GivenMount): Promise<void> {
  const unmounted = await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: id});
  if (!unmounted.ok) t.blocked('volume.unmount.succeeds', `Unmount failed: ${unmounted.error}`);
}

/** Removes the volume after the check, if it is still there; lists it as a leak when that fails. */
export function removeAfterwards(t: CheckContext, name: string): void {
  t.cleanup(async () => {
    const found = await t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name}, {probe: true});
    if (!found.ok || found.reply?.Volume === null) return;
    if ((await t.plugin.call('VolumeDriver.Remove', {Name: name}, {probe: true})).ok) return;
    // a story that ended a daemon or the plugin leaves mounts that keep the volume in use
    for (const id of mountIdsOf(t, name))
      await t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: id}, {probe: true});
    const removed = await t.plugin.call('VolumeDriver.Remove', {Name: name}, {probe: true});
    if (!removed.ok) t.leaked({what: 'volume', name, command: `docker volume rm ${shellWord(name)}`});
  });
}

/** Ids under which this check, or dockerd for it, mounted a volume; one as often as it was used. */
function mountIdsOf(t: CheckContext, name: string): readonly string[] {
  return t.exchanges().flatMap(({method, request}) => {
    if (method !== 'VolumeDriver.Mount' || !request.body.text.includes(JSON.stringify(name))) return [];
    return /"ID":"([0-9a-f]{64})"/.exec(request.body.text)?.[1] ?? [];
  });
}

/** Releases a mount after the check; one more Unmount than needed is harmless. */
export function unmountAfterwards(t: CheckContext, name: string, id: string): void {
  t.cleanup(() => t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: id}, {probe: true}));
}

/** What Get says of a name. */
export interface Found {
  readonly call: Call<GetReply>;
  /** Null: dockerd takes the volume for not existing. */
  readonly volume: VolumeEntry | null;
}

/** Asks Get for a volume; blocked when the answer cannot be decoded, which a rule says. */
export async function lookUp(t: CheckContext, name: string): Promise<Found> {
  const call = await t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name});
  t.expect(call).toAnswer();
  blockIfUndecodable(t, call);
  return {call, volume: call.ok ? (call.reply?.Volume ?? null) : null};
}

/** Ends the check where a rule says why the answer cannot be decoded. */
export function blockIfUndecodable(t: CheckContext, call: Call<unknown>): void {
  const rule = call.failure === 'decode' ? ruleAgainst(call.exchange) : undefined;
  if (rule !== undefined) t.blocked(rule.id, call.error);
}

/** Names that List gives, in its order; blocked when List fails, which a rule says. */
export async function listedNames(t: CheckContext): Promise<readonly string[]> {
  const listed = await t.plugin.call<ListReply>('VolumeDriver.List');
  blockIfUndecodable(t, listed);
  const judged = listSucceeds.judge(listed.exchange);
  if (judged !== undefined && judged !== 'skip') t.blocked(listSucceeds.id, listed.error);
  t.expect(listed).toSucceed();
  return namesIn(listed);
}

/** Names in an answer of List. */
export function namesIn(listed: Call<ListReply>): readonly string[] {
  return (listed.reply?.Volumes ?? []).map(volume => volume?.Name ?? '');
}

/** A word of a shell command that means itself. */
function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Whether so many milliseconds have not yet passed: what a check repeats, it repeats less where calls are slow. */
export function within(ms: number): () => boolean {
  const until = performance.now() + ms;
  return () => performance.now() < until;
}
