import type {VolumesResult} from '../../../src/daemon/volumes/api.ts';
import {type CommandTable, type Shown, shown} from './command.ts';
import {flagTable, keyValues, lastOf, parseFlags} from './flags.ts';

const createFlags = flagTable('d,driver=', 'o,opt=', 'label=', 'name=');
const listFlags = flagTable('q,quiet', 'f,filter=', 'format=');
const inspectFlags = flagTable('f,format=');
const removeFlags = flagTable('f,force');
const pruneFlags = flagTable('f,force', 'a,all', 'filter=');

/** `docker volume …`. */
export const volumeCommands: CommandTable = {
  'volume create': words => {
    const parsed = parseFlags(words, createFlags);
    if (parsed.unknown) return null;
    const [name] = parsed.rest;
    const driver = lastOf(parsed, 'driver');
    // the recorded client is of one version for all engines: it says null where there are no options
    const opts = keyValues(parsed.flags.get('opt')) ?? null;
    const labels = keyValues(parsed.flags.get('label'));
    const options = {
      ...(name === undefined ? {} : {name}),
      ...(driver === undefined ? {} : {driver}),
      opts,
      ...(labels ? {labels} : {}),
    };
    return async ({docker}) => shown(await docker.volumes.create(options));
  },
  'volume ls': words => {
    const parsed = parseFlags(words, listFlags);
    if (parsed.unknown || parsed.flags.has('format')) return null;
    const filters = keyValues(parsed.flags.get('filter')) ?? {};
    const options = {
      ...(parsed.flags.has('quiet') ? {quiet: true} : {}),
      ...(filters['driver'] === undefined ? {} : {driver: filters['driver']}),
      ...(filters['name'] === undefined ? {} : {name: filters['name']}),
      ...(filters['dangling'] === undefined ? {} : {dangling: filters['dangling'] === 'true'}),
    };
    return async ({docker}) => shown(await docker.volumes.ls(options));
  },
  'volume inspect': words => {
    const parsed = parseFlags(words, inspectFlags);
    if (parsed.unknown) return null;
    const format = lastOf(parsed, 'format');
    return async ({docker}) => {
      const result = await docker.volumes.inspect(parsed.rest);
      return format === undefined || !result.ok ? shown(result) : formatted(result, format);
    };
  },
  'volume rm': words => {
    const parsed = parseFlags(words, removeFlags);
    if (parsed.unknown) return null;
    const force = parsed.flags.has('force');
    return async ({docker}) => shown(await docker.volumes.rm(parsed.rest, force ? {force} : {}));
  },
  'volume prune': words => {
    const parsed = parseFlags(words, pruneFlags);
    if (parsed.unknown) return null;
    const all = parsed.flags.has('all');
    return async ({docker}) => {
      // the client refuses, the daemon never hears of it
      if (all && docker.engine.api === '1.41') return refusal;
      return shown(await docker.volumes.prune(all ? {all} : {}));
    };
  },
};

const refusal: Shown = {
  exit: 1,
  stdout: '',
  stderr: '"--all" requires API version 1.42, but the Docker daemon API version is 1.41\n',
};

/** `--format`, in the two shapes that the recordings use. */
function formatted(result: VolumesResult, format: string): Shown {
  const lines = result.volumes.map(volume =>
    format === '{{.Scope}}' ? volume.Scope : format === '{{json .}}' ? JSON.stringify(volume) : format,
  );
  return {exit: 0, stdout: lines.map(line => `${line}\n`).join(''), stderr: result.stderr};
}
