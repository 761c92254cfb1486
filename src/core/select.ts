import picomatch from 'picomatch';
import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import type {Check, Rule} from './check.ts';

type Entry = Check | Rule;

/** Which checks the user wants. Patterns: ids with `*`, `tag:word`, `level:must`. */
export interface Selection {
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/** Splits the checks; throws a UsageError for a pattern that matches nothing (design 2). */
export function selectChecks<T extends Entry>(
  all: readonly T[],
  selection: Selection,
): {selected: T[]; excluded: T[]} {
  const wanted = selection.select.map(pattern => matcherOf(pattern, all));
  const unwanted = selection.exclude.map(pattern => matcherOf(pattern, all));
  const inSelect = all.filter(entry => wanted.length === 0 || wanted.some(matches => matches(entry)));
  const excluded = inSelect.filter(entry => unwanted.some(matches => matches(entry)));
  const selected = inSelect.filter(entry => !excluded.includes(entry));
  if (selected.length === 0) {
    throw new UsageError('nothing is selected: --select and --exclude leave no check. See `plugtest list`.');
  }
  return {selected, excluded};
}

function matcherOf<T extends Entry>(pattern: string, all: readonly T[]): (entry: T) => boolean {
  const matches = parsePattern(pattern);
  if (!all.some(matches)) throw new UsageError(noMatchText(pattern, all));
  return matches;
}

function parsePattern(pattern: string): (entry: Entry) => boolean {
  if (pattern.startsWith('tag:')) {
    const tag = pattern.slice(4);
    return entry => entry.tags?.includes(tag) ?? false;
  }
  if (pattern.startsWith('level:')) {
    const level = pattern.slice(6).toUpperCase();
    return entry => entry.level === level;
  }
  // dots are ordinary letters in ids, so `*` reaches over them
  const matches = picomatch(pattern.replaceAll('.', '/').replaceAll('*', '**'), {bash: true});
  return entry => entry.id === pattern || matches(entry.id.replaceAll('.', '/'));
}

function noMatchText(pattern: string, all: readonly Entry[]): string {
  const near = nearest(
    pattern,
    all.map(entry => entry.id),
  );
  const hint = near === undefined ? 'See `plugtest list`.' : `Did you mean ${near}?`;
  return `no check matches "${pattern}". ${hint}`;
}
