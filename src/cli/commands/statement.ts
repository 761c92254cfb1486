import {UsageError} from '../../util/errors.ts';
import type {CommandAction} from '../command.ts';
import {exitCodes} from '../exit-codes.ts';
import {statementOf} from '../statement/statement.ts';
import {mergeRuns} from '../streams/merge.ts';
import {readEvents} from '../streams/read-events.ts';
import {print} from '../terminal.ts';

/** `plugtest statement FILE…`: what can be said about a plugin, from the events of its run. */
export const statementCommand: CommandAction = async ({positionals, options}) => {
  const by = options.text('signed-off-by');
  if (by === undefined)
    throw new UsageError("--signed-off-by is missing: expected who states it, e.g. 'Ann <ann@example.org>'");
  const statement = statementOf([...mergeRuns(positionals.map(readEvents))], {
    by,
    at: new Date().toISOString(),
  });
  print(`${JSON.stringify(statement, null, 2)}\n`);
  return statement.conformant ? exitCodes.conformant : exitCodes.notConformant;
};
