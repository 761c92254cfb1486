import type {RunEvent} from '../core/events.ts';
import {type Destination, fanOut, type Reported} from '../report/fan-out.ts';
import type {ReportOptions} from '../report/reporter.ts';
import type {OptionValues} from './option-values.ts';
import {reproScripts} from './repro-scripts.ts';
import {printError} from './terminal.ts';

/** Writes all reports of a stream of events. */
export function reportEvents(
  events: AsyncIterable<RunEvent>,
  destinations: readonly (Destination & {readonly file: string | null})[],
  {options, ...more}: Pick<ReportOptions, 'repeat' | 'repeatFlags'> & {readonly options: OptionValues},
): Promise<Reported> {
  return fanOut(events, destinations, {
    trace: traceOf(options),
    reports: destinations,
    script: reproScripts(options.text('repro-dir') ?? 'plugtest-repro'),
    onDrop: (name, reason) => printError(`plugtest: the ${name} report failed: ${messageOf(reason)}\n`),
    ...more,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function traceOf(options: OptionValues): 'none' | 'failed' | 'all' {
  const trace = options.text('trace');
  return trace === 'none' || trace === 'all' ? trace : 'failed';
}
