import type {Dockerd} from '../dockerd.ts';
import type {Outcome} from '../outcome.ts';
import type {
  VolumeCreateOptions,
  VolumeInfo,
  VolumeListOptions,
  VolumeResult,
  Volumes,
  VolumesResult,
} from '../volumes/api.ts';
import type {Listing} from '../volumes/list.ts';
import type {StoredVolume} from '../volumes/store.ts';
import {inspection, sortKeys, table} from './format.ts';
import {type Answer, forEach, message, type Session, single, succeeded} from './session.ts';

/** `docker volume …`, as the 28.2 client makes requests of them. */
export function createVolumeCommands(session: Session): Volumes {
  return {
    create: options => create(session, options ?? {}),
    inspect: names => inspect(session, names),
    ls: options => list(session, options ?? {}),
    rm: (names, options) => remove(session, names, options?.force ?? false),
    prune: options => prune(session, options ?? {}),
  };
}

async function create(session: Session, options: VolumeCreateOptions): Promise<VolumeResult> {
  const answer = await session.request({verb: 'Post', path: '/volumes/create'}, daemon =>
    daemon.volumes.create(options.name ?? '', {
      driver: options.driver ?? 'local',
      options: optionsSent(daemon, options),
      labels: options.labels ?? null,
    }),
  );
  const volume = 'value' in answer ? toInfo(answer.value) : null;
  const name = volume?.Name ?? options.name ?? '';
  return {...single('value' in answer ? {value: `${name}\n`} : answer), name, volume};
}

/** Left out, it is up to the engine's own client what is sent: null, or an empty object on 20.10. */
function optionsSent({environment}: Dockerd, {opts}: VolumeCreateOptions): StoredVolume['options'] {
  if (opts !== undefined) return opts;
  return environment.engine.volumes.emptyOpts === 'object' ? {} : null;
}

async function inspect(session: Session, names: string | readonly string[]): Promise<VolumesResult> {
  const volumes: VolumeInfo[] = [];
  const outcome = await forEach(names, async name => {
    const answer = await session.request(
      {verb: 'Get', path: `/volumes/${encodeURIComponent(name)}`},
      daemon => daemon.volumes.get(name),
    );
    if ('value' in answer) volumes.push(toInfo(answer.value, true));
    return answer;
  });
  return {...outcome, stdout: inspection(volumes), volumes, warnings: []};
}

async function list(session: Session, options: VolumeListOptions): Promise<VolumesResult> {
  const {quiet, ...filter} = options;
  const answer: Answer<Listing> = await session.request({verb: 'Get', path: '/volumes'}, daemon =>
    daemon.volumes.list(filter),
  );
  if (!('value' in answer)) return {...single(answer), volumes: [], warnings: []};
  const volumes = answer.value.volumes.map(stored => toInfo(stored)).sort(byName);
  const rows = volumes.map(({Driver, Name}) => [Driver, Name]);
  const stdout = quiet
    ? volumes.map(({Name}) => `${Name}\n`).join('')
    : table(['DRIVER', 'VOLUME NAME'], rows);
  return {...succeeded(stdout), volumes, warnings: answer.value.warnings};
}

function remove(session: Session, names: string | readonly string[], force: boolean): Promise<Outcome> {
  return forEach(names, name =>
    session.request(
      {verb: 'Delete', path: `/volumes/${encodeURIComponent(name)}${force ? '?force=1' : ''}`},
      async daemon => daemon.volumes.remove(name, {force}),
    ),
  );
}

async function prune(session: Session, options: {readonly all?: boolean}): Promise<Outcome> {
  const answer = await session.request({verb: 'Post', path: '/volumes/prune'}, daemon =>
    daemon.volumes.prune(options),
  );
  if (!('value' in answer)) return single(answer);
  const removed = answer.value;
  const names = removed.length === 0 ? '' : `Deleted Volumes:\n${removed.join('\n')}\n\n`;
  return {...succeeded(`${names}Total reclaimed space: 0B\n`), error: message(answer)};
}

function byName(a: VolumeInfo, b: VolumeInfo): number {
  return a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0;
}

/** moby v28.5.2 volume/service/convert.go volumeToAPIType. */
function toInfo({volume, scope, labels, options}: StoredVolume, resolvesStatus = false): VolumeInfo {
  const status = volume.status ?? {};
  return sortKeys({
    CreatedAt: withoutFraction(volume.createdAt),
    Driver: volume.driver,
    Labels: labels,
    Mountpoint: volume.mountpoint,
    Name: volume.name,
    Options: options,
    Scope: scope,
    ...(resolvesStatus && Object.keys(status).length > 0 ? {Status: status} : {}),
  });
}

function withoutFraction(time: string | null): string {
  return time === null ? '0001-01-01T00:00:00Z' : time.replace(/\.\d+/, '');
}
