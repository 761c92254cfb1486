import {type Call, type CheckContext, hexId} from '../../src/authoring.ts';
import {unmountAfterwards} from './_given.ts';
import type {GetReply, MountReply} from './_replies.ts';

/** A Mount under an ID of its own. */
export interface Mounted {
  readonly id: string;
  readonly call: Call<MountReply>;
}

/** Mounts under a fresh ID, whatever comes of it; released after the check. */
export async function mount(t: CheckContext, name: string): Promise<Mounted> {
  const id = hexId(t.random);
  unmountAfterwards(t, name, id);
  return {id, call: await t.plugin.call<MountReply>('VolumeDriver.Mount', {Name: name, ID: id})};
}

/** One Unmount. */
export function unmount(t: CheckContext, name: string, id: string): Promise<Call> {
  return t.plugin.call('VolumeDriver.Unmount', {Name: name, ID: id});
}

/** One Get. */
export function get(t: CheckContext, name: string): Promise<Call<GetReply>> {
  return t.plugin.call<GetReply>('VolumeDriver.Get', {Name: name});
}

/** How many calls or containers make a crowd: fewer where one takes long, since a driver may let them wait for each other. */
export function crowdFor(onceMs: number): number {
  return onceMs < SLOW_MS ? 8 : 3;
}

const SLOW_MS = 250;
