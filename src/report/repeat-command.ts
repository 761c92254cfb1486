import type {RunInfo} from '../core/events.ts';
import {shellQuote} from '../util/shell-quote.ts';

/** The command that runs one check again in the same way. */
export function repeatCommand(id: string, info: RunInfo): string {
  const {address, command} = info.target;
  const words = ['plugtest', address, '--engine', info.engine, '--select', id];
  if (command) words.push('--', ...command);
  return words.map(shellQuote).join(' ');
}
