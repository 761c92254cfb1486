import type {Call} from '../recording/timeline.ts';

/** What an id is known by on both sides; null: it appears for the first time. */
export type KnownId = (id: string) => string | null;

/**
 * Tells apart what dockerd does at once: endpoints, networks, address pools. An id that both sides have seen goes by the
 * recording's; of new ones the first that appears on one side is the first of the other.
 */
export function createNetworkLanes(known: KnownId): (call: Call) => string | null {
  const fresh = new Map<string, string[]>();
  const nameOf = (kind: string, id: string) => {
    const name = known(id);
    if (name !== null) return `${kind} ${name.slice(0, 12)}`;
    const ids = fresh.get(kind) ?? [];
    fresh.set(kind, ids);
    if (!ids.includes(id)) ids.push(id);
    return `new ${kind} ${ids.indexOf(id) + 1}`;
  };
  return call => {
    const [driver = ''] = call.path.slice(1).split('.');
    if (driver !== 'NetworkDriver' && driver !== 'IpamDriver') return null;
    const {NetworkID, EndpointID, PoolID} = parsed(call.body);
    if (EndpointID !== undefined) return nameOf('endpoint', EndpointID);
    if (NetworkID !== undefined) return nameOf('network', NetworkID);
    return PoolID === undefined ? driver : `pool ${PoolID}`;
  };
}

function parsed(body: string): {NetworkID?: string; EndpointID?: string; PoolID?: string} {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}
