import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {JournalHead} from '../../run/leftovers.ts';
import type {Undo} from '../../run/undo.ts';
import {processStart} from '../../util/process-start.ts';
import {isObject} from '../json-file.ts';

/** What a run that was killed left. */
export interface DeadRun {
  readonly file: string;
  readonly head: JournalHead;
  /** Number that plugtest's process had. */
  readonly ownerPid: number;
  /** Process group of the plugin that it had started, if that still runs. */
  readonly orphan: number | null;
  /** The plugin lived in a network namespace of its own. */
  readonly isIsolated: boolean;
  /** Paths of FIFOs to log drivers that may be left. */
  readonly fifos: readonly string[];
  /** Newest first: what was made last is put away first. */
  readonly made: readonly Undo[];
}

/** All journals of runs whose process is gone. */
export function deadRuns(folder: string): readonly DeadRun[] {
  return journalsIn(folder).flatMap(file => deadRun(file) ?? []);
}

function journalsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.jsonl'))
      .map(name => join(folder, name));
  } catch {
    return [];
  }
}

function deadRun(file: string): DeadRun | null {
  const lines = linesOf(file);
  const [first] = lines;
  if (first?.['op'] !== 'run' || isAlive(first)) return null;
  const made = new Map<string, Undo>();
  let orphan: number | null = null;
  for (const line of lines) {
    const key = String(line['key']);
    if (line['op'] === 'made') made.set(key, line as unknown as Undo); // written by Leftovers
    if (line['op'] === 'gone') made.delete(key);
    if (line['op'] === 'plugin') orphan = isAlive(line) ? Number(line['pid']) : null;
  }
  const isIsolated = lines.some(({op}) => op === 'isolated');
  return {
    file,
    ownerPid: Number(first['pid']),
    head: first as unknown as JournalHead,
    orphan,
    isIsolated,
    fifos: lines.flatMap(({op, path}) => (op === 'fifo' ? [String(path)] : [])),
    made: [...made.values()].reverse(),
  }; // likewise
}

/** The same process, not another one with its number. */
function isAlive({pid, start}: Readonly<Record<string, unknown>>): boolean {
  return typeof start === 'string' && processStart(Number(pid)) === start;
}

/** A last line that broke off was never acted on: it is written before the call. */
function linesOf(file: string): readonly Readonly<Record<string, unknown>>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        const value: unknown = JSON.parse(line);
        return isObject(value) ? [value] : [];
      } catch {
        return [];
      }
    });
}
