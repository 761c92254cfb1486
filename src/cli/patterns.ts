import {readFileSync} from 'node:fs';
import {UsageError} from '../util/errors.ts';

/** Replaces `@FILE` by the patterns in it: one a line, `#` begins a comment. */
export function expandPatterns(words: readonly string[]): readonly string[] {
  return words.flatMap(word => (word.startsWith('@') ? patternsIn(word.slice(1)) : [word]));
}

function patternsIn(file: string): readonly string[] {
  const lines = readLines(file).map(line => line.replace(/#.*/, '').trim());
  const patterns = lines.filter(line => line !== '');
  if (patterns.length > 0) return patterns;
  throw new UsageError(
    `the pattern file "${file}" is empty: expected one pattern a line, e.g. volume.mount.*`,
  );
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`can't read the pattern file "${file}": ${why}`, {cause: error});
  }
}
