import type {ContainerInfo} from '../../../src/daemon/containers/api.ts';
import type {Docker} from '../../../src/daemon/docker.ts';
import {type Command, type CommandTable, type Shown, shown} from './command.ts';
import {flagTable, lastOf, parseFlags} from './flags.ts';

const formatFlags = flagTable('f,format=', 'a,all');

/** Commands that a plugin should not notice. What they print is the client's affair, but for the formats below. */
export const otherCommands: CommandTable = {
  ps: words => {
    const format = lastOf(parseFlags(words, formatFlags), 'format');
    if (format === undefined) return unseen('ps');
    return async ({docker}) =>
      print([...docker.containers.list()].reverse().map(container => fill(format, container)));
  },
  inspect: words => {
    const parsed = parseFlags(words, formatFlags);
    const format = lastOf(parsed, 'format');
    if (format === undefined) return unseen('inspect');
    // what a template shows beyond the table below is not the model's
    if (!isKnown(format)) return unseen('inspect');
    return async ({docker}) => print(parsed.rest.map(name => fill(format, named(docker, name) ?? null)));
  },
  'container prune':
    () =>
    async ({docker}) => ({...shown(await docker.containers.prune()), stdout: null}),
  'system prune':
    () =>
    async ({docker}) => {
      await docker.containers.prune();
      await docker.networks.prune();
      return {...shown(await docker.volumes.prune({all: true})), stdout: null};
    },
  'system df': () => unseen('system df'),
  commit: () => unseen('commit'),
  diff: () => unseen('diff'),
  events: () => unseen('events'),
  exec: () => unseen('exec'),
  export: () => unseen('export'),
  info: () => unseen('info'),
  port: () => unseen('port'),
  pause: words => unseen('pause', `${words[0]}\n`),
  unpause: words => unseen('unpause', `${words[0]}\n`),
  update: words => unseen('update', `${words.at(-1)}\n`),
  version: () => unseen('version'),
};

/** The model is told, for the sake of the calls; its output is not compared unless it is known. */
function unseen(command: string, stdout: string | null = null): Command {
  return async ({docker}) => ({...shown(await docker.other(command)), stdout});
}

function print(lines: readonly string[]): Shown {
  return {exit: 0, stdout: lines.map(line => `${line}\n`).join(''), stderr: ''};
}

function named(docker: Docker, name: string): ContainerInfo | undefined {
  return docker.containers.list().find(container => container.name === name || container.id === name);
}

function valuesOf(container: ContainerInfo | null): Readonly<Record<string, string>> {
  const state = container?.state ?? '';
  return {
    '.Names': container?.name ?? '',
    '.State': state,
    '.Status': state === 'running' ? 'Up AGO' : `Exited (${container?.exitCode}) AGO`,
    '.State.Status': state,
    '.RestartCount': String(container?.restartCount),
    'json .Mounts': JSON.stringify(container?.mounts),
  };
}

/** Go templates, as far as the recordings use them. */
function fill(format: string, container: ContainerInfo | null): string {
  const values = valuesOf(container);
  return format.replace(/\{\{(.*?)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

function isKnown(format: string): boolean {
  const keys = [...format.matchAll(/\{\{(.*?)\}\}/g)].map(match => match[1] ?? '');
  return keys.every(key => key in valuesOf(null));
}
