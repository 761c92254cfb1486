import type {CommandAction} from '../command.ts';
import {reportedRun} from '../reported-run.ts';

/** `plugtest <target>`: tests a plugin. */
export const runCommand: CommandAction = ({positionals, options, rest}) =>
  reportedRun({target: positionals[0] ?? '', ...(rest && {command: rest})}, options);
