import type {RunInfo} from '../core/events.ts';
import {shellQuote} from '../util/shell-quote.ts';

/** The command that runs one check again in the same way. `repeat` takes the place of `plugtest <target>`. */
export function repeatCommand(id: string, info: RunInfo, repeat?: readonly string[]): string {
  const {address, command} = info.target;
  const words = [...(repeat ?? ['plugtest', address]), '--engine', info.engine, '--select', id];
  if (command && !repeat) words.push('--', ...command);
  return words.map(shellQuote).join(' ');
}
