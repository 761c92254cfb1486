import type {CheckInfo, RunInfo} from '../core/events.ts';
import {shellQuote} from '../util/shell-quote.ts';
import type {ReportOptions} from './reporter.ts';

/** The command that runs one check again in the same way. `repeat` takes the place of `plugtest <target>`. */
export function repeatCommand(
  {id, engine}: Pick<CheckInfo, 'id' | 'engine'>,
  info: RunInfo,
  {repeat, repeatFlags = []}: Pick<ReportOptions, 'repeat' | 'repeatFlags'>,
): string {
  const {target} = info;
  const start = repeat ?? ['plugtest', target.address];
  const words = [...start, '--engine', engine ?? info.engine, ...repeatFlags, '--select', id];
  if (target.command && !repeat) words.push('--', ...target.command);
  return words.map(shellQuote).join(' ');
}
