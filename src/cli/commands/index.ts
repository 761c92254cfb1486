import type {Command} from '../command.ts';
import {keptRunCommands} from './kept-runs.ts';
import {lookingCommands} from './looking.ts';
import {testingCommands} from './testing.ts';

export {defaultCommand} from './testing.ts';

/** All commands, in the order of the help page. */
export const commands: readonly Command[] = [...testingCommands, ...lookingCommands, ...keptRunCommands];
