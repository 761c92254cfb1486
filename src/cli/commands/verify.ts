import {UsageError} from '../../util/errors.ts';
import {visible} from '../../util/visible.ts';
import type {CommandAction} from '../command.ts';
import {exitCodes} from '../exit-codes.ts';
import {isObject, readJsonFile} from '../json-file.ts';
import {digestOf, statementOf} from '../statement/statement.ts';
import {mergeRuns} from '../streams/merge.ts';
import {readEvents} from '../streams/read-events.ts';
import {print} from '../terminal.ts';

/** `plugtest verify STATEMENT FILE…`: recomputes a statement from the events and names every difference. */
export const verifyCommand: CommandAction = async ({positionals}) => {
  const [file = '', ...kept] = positionals;
  const stated = readJsonFile(file, 'what plugtest statement wrote');
  if (!isObject(stated) || stated['statementVersion'] !== 1)
    throw new UsageError(`"${file}" is no statement of version 1: expected what plugtest statement wrote`);
  if (kept.length === 0)
    throw new UsageError(
      'no events are given: expected plugtest verify STATEMENT FILE…, with the run it states',
    );
  const problems =
    digestOf(stated) === stated['sha256'] ? [] : ['sha256: the statement was changed after it was written'];
  const again = statementOf([...mergeRuns(kept.map(readEvents))], {by: '', at: ''});
  for (const [name, value] of Object.entries(again)) {
    if (name === 'signedOff' || name === 'sha256') continue;
    const [is, said] = [JSON.stringify(value), JSON.stringify(stated[name])];
    if (is !== said) problems.push(`${name}: stated ${said ?? 'nothing'}, recomputed ${is}`);
  }
  for (const problem of problems) print(`${visible(problem)}\n`);
  print(problems.length === 0 ? 'the statement is what the run says\n' : 'the statement does not hold\n');
  return problems.length === 0 ? exitCodes.conformant : exitCodes.notConformant;
};
