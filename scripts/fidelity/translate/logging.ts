import type {LogsOptions} from '../../../src/daemon/logging/api.ts';
import {type CommandTable, shown} from './command.ts';
import {idOf} from './container.ts';
import {flagTable, lastOf, parseFlags} from './flags.ts';

const logsFlags = flagTable('f,follow', 't,timestamps', 'details', 'since=', 'until=', 'n,tail=');

/** What the recorder typed into `docker attach`. */
const typed = 'typed\nmore\n';

/** `docker logs` and what else a log driver notices. */
export const loggingCommands: CommandTable = {
  logs: words => {
    const parsed = parseFlags(words, logsFlags);
    if (parsed.unknown) return null;
    const [name = ''] = parsed.rest;
    const since = lastOf(parsed, 'since');
    const until = lastOf(parsed, 'until');
    const tail = lastOf(parsed, 'tail');
    const options: LogsOptions = {
      follow: parsed.flags.has('follow'),
      timestamps: parsed.flags.has('timestamps'),
      details: parsed.flags.has('details'),
      ...(since === undefined ? {} : {since}),
      ...(until === undefined ? {} : {until}),
      ...(tail === undefined ? {} : {tail}),
    };
    return async context => {
      const {docker, killed} = context;
      return shown(await docker.containers.logs(idOf(context, name), {...options, signal: killed}));
    };
  },
  attach:
    words =>
    async ({docker, killed}) => {
      await docker.containers.get(words[0] ?? '')?.log('stdout', typed);
      await new Promise(resolve => killed.addEventListener('abort', resolve, {once: true}));
      return {exit: null, stdout: null, stderr: null};
    },
};
