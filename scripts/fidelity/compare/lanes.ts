import type {Call} from '../recording/timeline.ts';
import {createNetworkLanes, type KnownId} from './network-lanes.ts';

/** Calls that dockerd makes one after the other, whatever else is going on. */
export interface Lane {
  readonly key: string;
  readonly calls: readonly Call[];
}

/**
 * Sorts calls by what they are about: the plugin itself, a volume, one mount of a volume. dockerd locks by volume name, so
 * within a lane the order is fixed. With several commands at once (`isCrowd`) a listing is on its own. Ids differ from run to run: the first that appears for a volume is its first mount.
 */
export function lanesOf(calls: readonly Call[], isCrowd: boolean, known: KnownId = () => null): Lane[] {
  const networkLane = createNetworkLanes(known);
  const lanes = new Map<string, Call[]>();
  const mounts = new Map<string, string[]>();
  const files = new Map<string, string>();
  for (const call of calls) {
    const isAlone = isCrowd && call.path === '/VolumeDriver.List';
    const own = isAlone ? `${call.plugin} List` : (logKeyOf(call, files) ?? networkLane(call));
    const key = own ?? documentKey(call) ?? keyOf(call, mounts);
    const lane = lanes.get(key);
    if (lane) lane.push(call);
    else lanes.set(key, [call]);
  }
  return [...lanes].map(([key, list]) => ({key, calls: list}));
}

/** Log drivers: a container's calls are in order; Capabilities does not say whose it is. */
function logKeyOf(call: Call, files: Map<string, string>): string | null {
  if (!call.path.startsWith('/LogDriver.')) return null;
  const [, file = ''] = /"File":"([^"]*)"/.exec(call.body) ?? [];
  // a made-up name differs from run to run
  const [, container] = /"ContainerName":"(\/c\d|\/)/.exec(call.body) ?? [];
  if (container !== undefined && file !== '') files.set(file, container);
  return `${call.plugin} log ${container ?? files.get(file) ?? call.path}`;
}

function keyOf(call: Call, mounts: Map<string, string[]>): string {
  const {name, id} = subject(call);
  const key = [call.plugin, name].filter(word => word !== '').join(' ');
  if (id === '') return key;
  const ids = mounts.get(key) ?? [];
  mounts.set(key, ids);
  if (!ids.includes(id)) ids.push(id);
  return `${key} mount ${ids.indexOf(id) + 1}`;
}

function subject(call: Call): {name: string; id: string} {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  try {
    const body = JSON.parse(call.body);
    // a made-up name differs from run to run
    return {name: text(body?.Name).replace(/^[0-9a-f]{64}$/, '(anonymous)'), id: text(body?.ID)};
  } catch {
    return {name: '', id: ''};
  }
}

/** Requests to the API are authorized side by side: within one document's lane all calls are alike. */
function documentKey({plugin, path, body}: Call): string | null {
  return path.startsWith('/AuthZPlugin.') ? `${plugin} ${path} ${body}` : null;
}
