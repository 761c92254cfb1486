import type {MountOption, RunOptions} from '../../../src/daemon/containers/api.ts';
import type {Outcome} from '../../../src/daemon/outcome.ts';
import {type CommandContext, type CommandTable, type Shown, shown} from './command.ts';
import {clientRefusal, dnsWarning, networkFlagRows, networkOptions} from './container-network.ts';
import {flagTable, keyValues, lastOf, type Parsed, parseFlags} from './flags.ts';
import {programOf} from './program.ts';

const runFlags = flagTable(
  'd,detach',
  'rm',
  'name=',
  'v,volume=',
  'volume-driver=',
  'volumes-from=',
  'mount=',
  'restart=',
  'pull=',
  ...networkFlagRows,
  'log-driver=',
  'log-opt=',
  'label=',
  'e,env=',
  'w,workdir=',
  'entrypoint=',
  't,tty',
  'i,interactive',
);
const startFlags = flagTable('a,attach');
const stopFlags = flagTable('t,time=');
const removeFlags = flagTable('f,force', 'v,volumes');

/** `docker run`, `create` and what is done to containers. */
export const containerCommands: CommandTable = {
  run: words => {
    const parsed = parseFlags(words, runFlags, true);
    if (parsed.unknown) return null;
    return async ({docker, trapsComeLate}) => {
      const refusal = clientRefusal(parsed, docker.engine.version);
      if (refusal !== null) return refused(refusal);
      const options = runOptions(parsed, trapsComeLate);
      const result = await docker.run(options);
      // what programs print is told for those whose log is looked at
      const isTold = options.detach || !result.ok || parsed.flags.has('log-driver');
      const seen = isTold ? shown(result) : {...shown(result), stdout: null};
      return {...seen, stderr: `${dnsWarning(parsed)}${seen.stderr}`};
    };
  },
  create: words => {
    const parsed = parseFlags(words, runFlags, true);
    if (parsed.unknown) return null;
    return async ({docker, trapsComeLate}) =>
      shown(await docker.containers.create(runOptions(parsed, trapsComeLate)));
  },
  start: words => async context => {
    const parsed = parseFlags(words, startFlags);
    const outcome = await onContainers(context, parsed.rest, ids => context.docker.containers.start(ids));
    if (!parsed.flags.has('attach')) return outcome;
    if (outcome.exit !== 0) return {...outcome, stderr: withoutHint(outcome.stderr)};
    const [name = ''] = parsed.rest;
    return {exit: (await context.docker.containers.get(name)?.wait()) ?? null, stdout: null, stderr: null};
  },
  stop: words => {
    const parsed = parseFlags(words, stopFlags);
    const time = lastOf(parsed, 'time');
    const options = time === undefined ? {} : {timeout: Number(time)};
    return context => onContainers(context, parsed.rest, ids => context.docker.containers.stop(ids, options));
  },
  restart: words => {
    const parsed = parseFlags(words, stopFlags);
    const time = lastOf(parsed, 'time');
    const options = time === undefined ? {} : {timeout: Number(time)};
    return context =>
      onContainers(context, parsed.rest, ids => context.docker.containers.restart(ids, options));
  },
  kill: words => context => onContainers(context, words, ids => context.docker.containers.kill(ids)),
  rm: words => {
    const parsed = parseFlags(words, removeFlags);
    const options = {
      ...(parsed.flags.has('force') ? {force: true} : {}),
      ...(parsed.flags.has('volumes') ? {volumes: true} : {}),
    };
    return context => onContainers(context, parsed.rest, ids => context.docker.containers.rm(ids, options));
  },
  cp: words => {
    const [from = '', to = ''] = words;
    return async ({docker}) => {
      const outcome = shown(await docker.containers.cp(from, to));
      // what a stream holds is the file system's, not the daemon's
      return to === '-' && outcome.exit === 0 ? {...outcome, stdout: null} : outcome;
    };
  },
  wait: words => async context => {
    const handles = words.map(name => context.docker.containers.get(idOf(context, name)));
    const codes = await Promise.all(handles.map(handle => handle?.wait()));
    return {exit: 0, stdout: codes.map(code => `${code}\n`).join(''), stderr: ''};
  },
  rename: words => async context => {
    const [from = '', to = ''] = words;
    context.renamed.set(to, context.docker.containers.get(from)?.id ?? from);
    return shown(await context.docker.other('rename'));
  },
};

/** Attached to one container the client says less. */
function withoutHint(stderr: string | null): string | null {
  return stderr === null ? null : stderr.replace(/^Error: failed to start containers: .*\n/m, '');
}

/** The client's own words. */
function refused(text: string): Shown {
  const stderr = `docker: ${text}\n\nRun 'docker run --help' for more information\n`;
  return {exit: 125, stdout: '', stderr};
}

function runOptions(parsed: Parsed, trapsComeLate: boolean): RunOptions {
  const [image = '', ...words] = parsed.rest;
  const entrypoint = lastOf(parsed, 'entrypoint');
  const program = entrypoint === undefined ? words : [entrypoint, ...words];
  const {flags} = parsed;
  const name = lastOf(parsed, 'name');
  const volumeDriver = lastOf(parsed, 'volume-driver');
  // the recordings hold nothing else than docker's own words
  const restart = lastOf(parsed, 'restart') as RunOptions['restart'];
  return {
    ...networkOptions(parsed),
    image,
    program: programOf(program, trapsComeLate),
    ...(program.length === 0 ? {} : {command: program}),
    log: logOptions(parsed),
    ...(flags.has('env') ? {env: flags.get('env') ?? []} : {}),
    labels: keyValues(flags.get('label')) ?? {},
    tty: flags.has('tty'),
    ...(name === undefined ? {} : {name}),
    volumes: flags.get('volume') ?? [],
    mounts: (flags.get('mount') ?? []).map(mountOption),
    volumesFrom: flags.get('volumes-from') ?? [],
    ...(volumeDriver === undefined ? {} : {volumeDriver}),
    ...(restart === undefined ? {} : {restart}),
    remove: flags.has('rm'),
    detach: flags.has('detach'),
  };
}

function logOptions(parsed: Parsed): NonNullable<RunOptions['log']> {
  const driver = lastOf(parsed, 'log-driver');
  const opts = keyValues(parsed.flags.get('log-opt'));
  return {...(driver === undefined ? {} : {driver}), ...(opts === undefined ? {} : {opts})};
}

/** `type=volume,src=m1,dst=/x,volume-opt=k=v`. */
function mountOption(text: string): MountOption {
  const fields = text.split(',').map(field => ({key: field.split('=', 1)[0] ?? '', field}));
  const values = (key: string) =>
    fields.filter(other => other.key === key).map(({field}) => field.slice(key.length + 1));
  const source = values('src')[0];
  const volumeDriver = values('volume-driver')[0];
  const volumeOpts = keyValues(values('volume-opt'));
  const volumeLabels = keyValues(values('volume-label'));
  const volumeSubpath = values('volume-subpath')[0];
  return {
    target: values('dst')[0] ?? '',
    ...(source === undefined ? {} : {source}),
    ...(fields.some(({key}) => key === 'readonly') ? {readonly: true} : {}),
    ...(fields.some(({key}) => key === 'volume-nocopy') ? {volumeNocopy: true} : {}),
    ...(volumeDriver === undefined ? {} : {volumeDriver}),
    ...(volumeOpts ? {volumeOpts} : {}),
    ...(volumeLabels ? {volumeLabels} : {}),
    ...(volumeSubpath === undefined ? {} : {volumeSubpath}),
  };
}

/** The model knows a renamed container by its id and prints that; the user typed a name. */
async function onContainers(
  context: CommandContext,
  names: readonly string[],
  act: (ids: string[]) => Promise<Outcome>,
): Promise<Shown> {
  const ids = names.map(name => idOf(context, name));
  const {exit, stdout, stderr} = shown(await act(ids));
  const asTyped = (text: string | null) =>
    text && ids.reduce((changed, id, at) => changed.replaceAll(id, names[at] ?? id), text);
  return {exit, stdout: asTyped(stdout), stderr: asTyped(stderr)};
}

/** The id of a container that was renamed, else what the user typed. */
export function idOf(context: CommandContext, name: string): string {
  return context.renamed.get(name) ?? name;
}
