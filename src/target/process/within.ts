import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import process from 'node:process';
import {enter} from '../netns/namespace.ts';
import type {Command} from './child.ts';

/** The command, so that it runs in the network namespace of a process. One that is not there stays as it is: its error shall be the same. */
export function commandWithin(command: Command, namespacePid: number | null): Command {
  const isWanted = namespacePid !== null && canBeStarted(command[0] ?? '');
  return isWanted ? [...enter(namespacePid), ...command] : command;
}

function canBeStarted(program: string): boolean {
  const folders = program.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.some(folder => isExecutable(folder === '' ? program : join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
