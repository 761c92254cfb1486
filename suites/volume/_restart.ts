import {type Call, type CheckContext, hexId, seesMountpoints} from '../../src/authoring.ts';
import {oncePerRun} from '../transport/_once.ts';
import {missing, type Proof, writeProof} from './_files.ts';
import {makeFresh} from './_fresh.ts';
import {
  createArguments,
  type GivenMount,
  type GivenVolume,
  givenMount,
  givenVolume,
  release,
  unmountAfterwards,
} from './_given.ts';
import {shownOption} from './_options.ts';
import type {GetReply, ListReply, MountReply, VolumeEntry} from './_replies.ts';

/** What was seen of volumes over one restart of the plugin. Told once per run; several checks judge it. */
export interface Restart {
  /** `SIGKILL`, `SIGTERM, a start and SIGKILL`, or the user's restart command. */
  readonly how: string;
  /** Nobody uses it at the restart. */
  readonly idle: Seen;
  /** Two containers use it, and go on. */
  readonly used: Seen;
  /** A container uses it, and nobody ever unmounts it. */
  readonly left: Seen;
  /** Volumes that nobody ever mounted, made side by side, some of them under unusual names. */
  readonly fresh: readonly Known[];
  /** List right after the socket accepted. */
  readonly list: Call<ListReply>;
  /** Get of a volume that was removed before the restart. */
  readonly removed: Call<GetReply>;
  /** A second Create of `idle`. */
  readonly again: Call;
  /** Why the files of `used` could not be read while the plugin was down, and when it was up: empty when they could. */
  readonly whileDown: string;
  readonly whileUp: string;
  /** The same after one of two Unmounts. */
  readonly afterFirstUnmount: string;
  readonly unmounts: readonly [Call, Call];
}

/** A volume from before the restart. */
export interface Known {
  readonly name: string;
  /** Get right after the socket accepted. */
  readonly get: Call<GetReply>;
}

/** One volume before and after. */
export interface Seen extends Known {
  /** Two answers of Get before the restart: what differs there may differ afterwards. */
  readonly before: readonly (VolumeEntry | null)[];
  /** A Mount by a new ID after the restart. */
  readonly mount: Call<MountReply>;
  /** Why the file written before was not read through it; empty when it was, or when files can't be seen from here. */
  readonly lost: string;
  readonly remove: Call;
}

/** The story of this run's restarts; the first check that asks makes them happen. */
export const restarts = oncePerRun(tell);

async function tell(t: CheckContext): Promise<readonly Restart[]> {
  if (!t.facts.ownsProcess) return [await tellOne(t, 'the restart command', async () => {})];
  const killed = await tellOne(t, 'SIGKILL', () => t.process.kill());
  // the second start comes before anything has changed: what the first one read must still be there
  const stopped = await tellOne(t, 'SIGTERM, a start and SIGKILL', async () => {
    if (!(await t.process.stop())) await t.process.kill();
    await t.process.start();
    await t.process.kill();
  });
  return [killed, stopped];
}

interface Held {
  readonly volume: GivenVolume;
  readonly before: readonly (VolumeEntry | null)[];
  readonly mounts: readonly GivenMount[];
  readonly proof: Proof | null;
}

async function tellOne(t: CheckContext, how: string, end: () => Promise<void>): Promise<Restart> {
  const option = await shownOption(t);
  const options = option === null ? {} : {[option]: 'kept over restarts'};
  const idle = await hold(t, {word: 'idle', users: 0, options});
  const used = await hold(t, {word: 'used', users: 2});
  const left = await hold(t, {word: 'left', users: 1});
  const freshNames = await makeFresh(t);
  const removed = (await givenVolume(t, 'removed')).name;
  await t.plugin.call('VolumeDriver.Remove', {Name: removed});
  await end();
  const whileDown = await look(t, used, 1);
  await t.process.start();
  const [list, fresh, ...gets] = await Promise.all([
    t.plugin.call<ListReply>('VolumeDriver.List'),
    Promise.all(freshNames.map(async name => ({name, get: await get(t, name)}))),
    ...[idle, used, left].map(({volume}) => get(t, volume.name)),
    get(t, removed),
  ]);
  const whileUp = await look(t, used, 1);
  const again = await t.plugin.call('VolumeDriver.Create', createArguments(t, idle.volume.name, options));
  const first = await unmount(t, used, 0);
  const afterFirstUnmount = await look(t, used, 1);
  const second = await unmount(t, used, 1);
  const [idleGet, usedGet, leftGet, removedGet] = gets;
  if (!idleGet || !usedGet || !leftGet || !removedGet) throw new Error('four Gets give four answers');
  return {
    how,
    idle: await finish(t, idle, idleGet),
    used: await finish(t, used, usedGet),
    left: await finish(t, left, leftGet),
    ...{list, fresh, again, whileDown, whileUp, afterFirstUnmount},
    removed: removedGet,
    unmounts: [first, second],
  };
}

interface Holding {
  readonly word: string;
  readonly users: number;
  readonly options?: Readonly<Record<string, string>>;
}

/** A volume with a file, mounted by so many IDs. */
async function hold(t: CheckContext, {word, users, options}: Holding): Promise<Held> {
  const volume = await givenVolume(t, word, options);
  let proof: Proof | null = null;
  if (seesMountpoints(t.facts).ok) {
    const mount = await givenMount(t, volume);
    proof = await writeProof(t, mount.mountpoint, word);
    await release(t, mount);
  }
  const mounts: GivenMount[] = [];
  for (let user = 0; user < users; user += 1) mounts.push(await givenMount(t, volume));
  const first = await get(t, volume.name);
  const second = await get(t, volume.name);
  return {volume, mounts, proof, before: [first, second].map(({reply}) => reply?.Volume ?? null)};
}

/** What a container that uses the volume sees. */
async function look(t: CheckContext, {mounts, proof}: Held, user: number): Promise<string> {
  const mount = mounts[user];
  return proof === null || mount === undefined ? '' : missing(t, mount.mountpoint, proof);
}

/** The next container of the volume comes and goes; then the volume is removed. */
async function finish(
  t: CheckContext,
  {volume, before, mounts, proof}: Held,
  found: Call<GetReply>,
): Promise<Seen> {
  const id = hexId(t.random);
  unmountAfterwards(t, volume.name, id);
  const mount = await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: volume.name, ID: id});
  const path = mount.reply?.Mountpoint ?? '';
  const lost = proof === null || !mount.ok ? '' : await missing(t, path, proof);
  await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: id});
  if (mounts.length === 1)
    await t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: mounts[0]?.id});
  const remove = await t.plugin.call('VolumeDriver.Remove', {Name: volume.name});
  return {name: volume.name, before, get: found, mount, lost, remove};
}

function get(t: CheckContext, name: string): Promise<Call<GetReply>> {
  return t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name});
}

function unmount(t: CheckContext, {volume, mounts}: Held, user: number): Promise<Call> {
  return t.plugin.call('VolumeDriver.Unmount', {Name: volume.name, ID: mounts[user]?.id});
}

/** What Get says of a volume apart from its name, each value as text. */
export function facetsOf(volume: VolumeEntry | null): ReadonlyMap<string, string> {
  if (volume === null) return new Map();
  const status = Object.entries(volume.Status ?? {}).map(([key, value]) => [`Status.${key}`, value] as const);
  const all = [['Mountpoint', volume.Mountpoint], ['CreatedAt', volume.CreatedAt], ...status] as const;
  return new Map(all.map(([key, value]) => [key, JSON.stringify(value) ?? '']));
}
