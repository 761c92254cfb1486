import type {RunEvent} from '../../core/events.ts';
import {withBaseline} from '../baseline/apply.ts';
import {baselineOf} from '../baseline/options.ts';
import type {CommandAction} from '../command.ts';
import {openDestinations} from '../destinations.ts';
import {exitCodes} from '../exit-codes.ts';
import {reportError} from '../report-error.ts';
import {reportEvents} from '../report-events.ts';
import {mergeRuns} from '../streams/merge.ts';
import {readEvents} from '../streams/read-events.ts';

/** `plugtest merge FILE…`: one report over event files of several runs; ends with the gravest of their exit codes. */
export const mergeCommand: CommandAction = async ({positionals, options}) => {
  const runs = positionals.map(readEvents);
  const destinations = await openDestinations(options.list('reporter'));
  const repeat = ['plugtest', 'TARGET'];
  const baseline = baselineOf(options);
  const merged = each(mergeRuns(runs));
  const events = baseline ? withBaseline(merged, baseline) : merged;
  const {end, error} = await reportEvents(events, destinations, {options, repeat});
  return error === undefined ? (end?.exitCode ?? exitCodes.internal) : reportError(error);
};

async function* each(events: Iterable<RunEvent>): AsyncGenerator<RunEvent> {
  yield* events;
}
