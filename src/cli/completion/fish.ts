import type {Command} from '../command.ts';
import {commandWords} from './words.ts';

/** A completion script for fish. */
export function fishCompletion(all: readonly Command[]): string {
  const commands = commandWords(all);
  const lines = commands.flatMap(({name, description, flags}) => [
    `complete -c plugtest -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...flags.map(flag => {
      const value =
        flag.choices.length > 0 ? ` -xa ${quoted(flag.choices.join(' '))}` : flag.takesValue ? ' -r' : '';
      const seen =
        name === 'run' ? 'not __fish_seen_subcommand_from nothing' : `__fish_seen_subcommand_from ${name}`;
      return `complete -c plugtest -n ${quoted(seen)} -l ${flag.name}${value} -d ${quoted(flag.description)}`;
    }),
  ]);
  return `# plugtest completion fish > ~/.config/fish/completions/plugtest.fish\n${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
