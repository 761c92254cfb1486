import type {CheckInfo, RunInfo} from '../core/events.ts';
import {shellQuote} from '../util/shell-quote.ts';
import type {ReportOptions} from './reporter.ts';

/**
 * The command that runs one check again in the same way; for a rule, which makes no calls, the checks that make those it
 * judges. `repeat` takes the place of `plugtest <target>`.
 */
export function repeatCommand(
  check: Pick<CheckInfo, 'id' | 'engine' | 'kind' | 'interface'>,
  info: RunInfo,
  {repeat, repeatFlags = []}: Pick<ReportOptions, 'repeat' | 'repeatFlags'>,
): string {
  const {target} = info;
  const start = repeat ?? ['plugtest', target.address];
  const words = [...start, '--engine', check.engine ?? info.engine, ...repeatFlags, ...selection(check)];
  if (target.command && !repeat) words.push('--', ...target.command);
  return words.map(shellQuote).join(' ');
}

/** Flags that choose a check, or the checks whose calls a rule judges: rules of HTTP judge those of every interface. */
export function selection({
  id,
  kind,
  interface: name,
}: Pick<CheckInfo, 'id' | 'kind' | 'interface'>): readonly string[] {
  if (kind === 'check') return ['--select', id];
  return name === 'handshake' || name === 'transport' ? [] : ['--select', `${name}.*`];
}
