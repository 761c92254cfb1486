import {readFileSync} from 'node:fs';
import {UsageError} from '../util/errors.ts';

/** Reads a JSON file; what is wrong is said in one sentence, with what was expected. */
export function readJsonFile(file: string, expected: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? `it is not JSON (${error.message})` : codeOf(error);
    throw new UsageError(`can't read "${file}": ${why}; expected ${expected}`, {cause: error});
  }
}

/** `ENOENT`, or the message of an error without a code. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.message;
  return String(error);
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
