import type {CheckInfo} from '../core/events.ts';
import type {Status} from '../core/verdict.ts';
import {labelOf} from '../report/label.ts';
import {isObject} from './json-file.ts';
import {mergeRuns} from './streams/merge.ts';
import {readEvents} from './streams/read-events.ts';
import {readTextFile} from './user-files.ts';

/** How one check went. */
export interface Row {
  readonly id: string;
  readonly label: string;
  readonly status: Status;
}

/** The rows of a kept run: an event file, or a report of `--reporter json`. */
export function rowsOfFile(file: string): readonly Row[] {
  const report = reportIn(file);
  const results =
    report ??
    [...mergeRuns([readEvents(file)])].flatMap(event => (event.type === 'check:end' ? [event.result] : []));
  return results.map(result => ({id: result.id, label: labelOf(result), status: result.status}));
}

type Result = Pick<CheckInfo, 'id' | 'engine' | 'plugin'> & {readonly status: Status};

function reportIn(file: string): readonly Result[] | null {
  const text = readTextFile(file, 'what --reporter jsonl=FILE or json=FILE wrote');
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || value['schemaVersion'] !== 1 || !Array.isArray(value['results'])) return null;
    return value['results'] as readonly Result[]; // version 1 of our own report
  } catch {
    return null;
  }
}
