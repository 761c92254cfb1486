import {readFileSync} from 'node:fs';
import {UsageError} from '../util/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder; name a file in it',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'its links lead in a circle',
};

const readReasons: Readonly<Record<string, string>> = {
  ...reasons,
  ENOENT: 'there is no such file',
  EACCES: 'permission denied; make it readable for you',
};

const writeReasons: Readonly<Record<string, string>> = {
  ...reasons,
  ENOENT: 'its folder does not exist; create it first',
  EACCES: 'permission denied; choose a place you may write to',
  EPERM: 'permission denied; choose a place you may write to',
  EEXIST: 'it exists already',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EPIPE: 'its reader has gone',
  ENXIO: 'no program reads this pipe; start that first',
};

/** The text of a file that the user named; what is wrong is said in one sentence, with what was expected. */
export function readTextFile(file: string, expected: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable({file, why: reasonOf(error, readReasons), expected, cause: error});
  }
}

/** A file that the user named and that can't be used. */
export function unreadable({
  file,
  why,
  expected,
  cause,
}: {
  readonly file: string;
  readonly why: string;
  readonly expected: string;
  readonly cause: unknown;
}): UsageError {
  return new UsageError(`can't read "${file}": ${why}; expected ${expected}`, {cause});
}

/** Why a file can't be written. `what`: `the report "r.json"`. */
export function unwritable(what: string, error: unknown): UsageError {
  return new UsageError(`can't write ${what}: ${reasonOf(error, writeReasons)}`, {cause: error});
}

function reasonOf(error: unknown, known: Readonly<Record<string, string>>): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : error.message;
  return known[code] ?? code;
}
