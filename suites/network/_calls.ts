import {type Call, type CheckContext, hexId} from '../../src/authoring.ts';
import {endEndpoint, type GivenEndpoint, givenEndpoint, noPorts} from './_endpoint.ts';
import type {GivenNetwork} from './_given.ts';
import type {JoinReply} from './_replies.ts';

/** The namespace of a container; up to 27 the file does not exist while Join runs (moby v26.1.5 daemon/container_operations.go initializeNetworking). */
export function sandboxKey(t: CheckContext): string {
  return `/var/run/docker/netns/${hexId(t.random).slice(0, 12)}`;
}

/** Joins a container, one of its own if none is named, as dockerd does at a start. */
export function join(
  t: CheckContext,
  {ids}: GivenEndpoint,
  {options = noPorts, sandbox}: {readonly options?: object; readonly sandbox?: string} = {},
): Promise<Call<JoinReply>> {
  const SandboxKey = sandbox ?? sandboxKey(t);
  return t.plugin.call<JoinReply>('NetworkDriver.Join', {...ids, SandboxKey, Options: options});
}

/** An endpoint that has joined; the check is blocked when that fails. */
export async function givenJoined(t: CheckContext, endpoint: GivenEndpoint): Promise<JoinReply> {
  const joined = await join(t, endpoint);
  if (!joined.ok || joined.reply === null)
    return t.blocked('network.join.succeeds', `Join failed: ${joined.error}`);
  return joined.reply;
}

/** A container's endpoint: created and joined. */
export async function givenAttached(t: CheckContext, network: GivenNetwork): Promise<GivenEndpoint> {
  const endpoint = await givenEndpoint(t, network);
  await givenJoined(t, endpoint);
  return endpoint;
}

/** Any other call about an endpoint; all have the same arguments. */
export function about(t: CheckContext, method: string, {ids}: GivenEndpoint): Promise<Call> {
  return t.plugin.call(`NetworkDriver.${method}`, ids);
}

export function leave(t: CheckContext, endpoint: GivenEndpoint): Promise<Call> {
  return about(t, 'Leave', endpoint);
}

export function deleteEndpoint(t: CheckContext, {ids}: GivenEndpoint): Promise<Call> {
  return endEndpoint(t, ids);
}

/** What a daemon process does first with a plugin: a new connection, Activate, GetCapabilities. */
export async function newDaemon(t: CheckContext): Promise<void> {
  for (const method of ['Plugin.Activate', 'NetworkDriver.GetCapabilities']) {
    const call = await t.plugin.call(method, undefined, {freshConnection: true});
    if (!call.ok) t.blocked('network.get-capabilities.answers', call.error);
  }
}
