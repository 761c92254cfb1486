import {UsageError} from '../../util/errors.ts';
import type {Command, CommandAction} from '../command.ts';
import {bashCompletion} from '../completion/bash.ts';
import {fishCompletion} from '../completion/fish.ts';
import {print} from '../terminal.ts';

const scripts: Readonly<Record<string, (all: readonly Command[]) => string>> = {
  bash: bashCompletion,
  zsh: all => `autoload -U +X bashcompinit && bashcompinit\n${bashCompletion(all)}`,
  fish: fishCompletion,
};

/** `plugtest completion SHELL`: a script that completes commands, flags, values and ids. */
export const completionCommand: CommandAction = async ({positionals, commands}) => {
  const [shell = ''] = positionals;
  const script = scripts[shell];
  if (!script)
    throw new UsageError(
      `there is no completion for "${shell}": expected ${Object.keys(scripts).join(', ')}`,
    );
  print(script(commands));
  return 0;
};
