import type {Command} from '../command.ts';
import {optionNamed} from '../options.ts';

/** What can be completed after a command, drawn from the tables. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly {
    readonly name: string;
    readonly description: string;
    readonly takesValue: boolean;
    readonly choices: readonly string[];
  }[];
  /** Its words are ids of checks. */
  readonly takesId: boolean;
}

/** All commands with their flags; the first is the default. */
export function commandWords(commands: readonly Command[]): readonly CommandWords[] {
  return commands.map(command => ({
    name: command.name,
    description: command.description,
    takesId: command.positionals.some(({name}) => name === 'id') && command.name === 'explain',
    flags: command.options.map(optionNamed).map(option => ({
      name: option.name,
      description: option.description,
      takesValue: option.kind !== 'boolean',
      choices: option.choices ?? [],
    })),
  }));
}
