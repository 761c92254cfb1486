import type {RunEvent} from '../../core/events.ts';
import {UsageError} from '../../util/errors.ts';
import {readTextFile} from '../user-files.ts';

/** A run that was kept with `--reporter jsonl=FILE`. */
export interface KeptRun {
  readonly file: string;
  readonly events: readonly RunEvent[];
}

/** Reads an event file. A last line that broke off is left out: the run was killed while it wrote. */
export function readEvents(file: string): KeptRun {
  const lines = readTextFile(file, expected).split('\n');
  const events = lines.flatMap((line, index): RunEvent[] => {
    if (line.trim() === '') return [];
    const event = parsed(line);
    if (event !== null) return [event];
    if (index === lines.length - 1) return [];
    throw new UsageError(`"${file}" line ${index + 1} is no event of a run: expected ${expected}`);
  });
  if (events[0]?.type !== 'run:start')
    throw new UsageError(`"${file}" begins with no run: expected ${expected}`);
  return {file, events};
}

const expected = 'a file that --reporter jsonl=FILE wrote';

function parsed(line: string): RunEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const isEvent =
    typeof value === 'object' && value !== null && 'v' in value && value.v === 1 && 'type' in value;
  return isEvent ? (value as RunEvent) : null; // written by the jsonl reporter; version 1 has this shape
}
