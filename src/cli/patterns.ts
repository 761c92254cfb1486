import {UsageError} from '../util/errors.ts';
import {readTextFile} from './user-files.ts';

/** Replaces `@FILE` by the patterns in it: one a line, `#` begins a comment. */
export function expandPatterns(words: readonly string[]): readonly string[] {
  return words.flatMap(word => (word.startsWith('@') ? patternsIn(word.slice(1)) : [word]));
}

const expected = 'one pattern a line, e.g. volume.mount.*';

function patternsIn(file: string): readonly string[] {
  const text = readTextFile(file, expected);
  const lines = text.split(/\r?\n/).map(line => line.replace(/#.*/, '').trim());
  const patterns = lines.filter(line => line !== '');
  if (patterns.length > 0) return patterns;
  throw new UsageError(`the pattern file "${file}" is empty: expected ${expected}`);
}
