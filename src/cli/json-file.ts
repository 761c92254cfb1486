import {readTextFile, unreadable} from './user-files.ts';

/** Reads a JSON file; what is wrong is said in one sentence, with what was expected. */
export function readJsonFile(file: string, expected: string): unknown {
  const text = readTextFile(file, expected);
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = `it is not JSON (${error instanceof Error ? error.message : error})`;
    throw unreadable({file, why, expected, cause: error});
  }
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
