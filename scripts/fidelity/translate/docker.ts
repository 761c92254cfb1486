import type {Command, CommandTable} from './command.ts';
import {containerCommands} from './container.ts';
import {loggingCommands} from './logging.ts';
import {networkCommands} from './network.ts';
import {otherCommands} from './other.ts';
import {swarmCommands} from './swarm.ts';
import {volumeCommands} from './volume.ts';
import {shellWords} from './words.ts';

/** All commands that can be translated. Another area adds its table here. */
const commands: CommandTable = {
  ...volumeCommands,
  ...containerCommands,
  ...networkCommands,
  ...swarmCommands,
  ...loggingCommands,
  ...otherCommands,
};

/** The model's action for a recorded command line; null when there is none. */
export function translate(line: string): Command | null {
  const {words, piped} = shellWords(line);
  const [program, first = '', second = '', ...rest] = beforePipe(words);
  if (program !== 'docker') return null;
  const two = commands[`${first} ${second}`];
  const command = two
    ? two(rest)
    : (commands[first]?.([...(second === '' ? [] : [second]), ...rest]) ?? null);
  if (!command || !piped) return command;
  // what a pipe made of the output is not the daemon's
  return async context => ({...(await command(context)), stdout: null});
}

/** What follows is another program's. */
function beforePipe(words: readonly string[]): readonly string[] {
  const pipe = words.findIndex(word => /^[|>;]$/.test(word));
  return pipe < 0 ? words : words.slice(0, pipe);
}
