import {existsSync, writeFileSync} from 'node:fs';
import {UsageError} from '../../util/errors.ts';
import {isObject, readJsonFile} from '../json-file.ts';
import {unwritable} from '../user-files.ts';

/** A failure that is known and borne for a while. */
export interface KnownFailure {
  readonly id: string;
  /** Only as this engine, or for this plugin in merged runs; absent: all. */
  readonly engine?: string;
  readonly plugin?: string;
  /** Why it is borne; printed in reports. */
  readonly reason: string;
  /** Last day on which it is borne, `2027-01-31` (UTC). */
  readonly expires?: string;
}

const expected = 'a baseline such as {"known": [{"id": "volume.get.after-create", "reason": "issue 12"}]}';

/** Reads a baseline; refuses entries that say nothing. `mayBeAbsent`: it is about to be written. */
export function readBaseline(
  file: string,
  {mayBeAbsent}: {readonly mayBeAbsent: boolean},
): readonly KnownFailure[] {
  if (mayBeAbsent && !existsSync(file)) return [];
  const value = readJsonFile(file, expected);
  if (!isObject(value) || !Array.isArray(value['known']))
    throw new UsageError(`"${file}" has no list named "known": expected ${expected}`);
  return value['known'].map((entry: unknown, index) => entryOf(entry, `"${file}" known[${index}]`));
}

function entryOf(entry: unknown, place: string): KnownFailure {
  if (!isObject(entry)) throw new UsageError(`${place} is no object: expected ${expected}`);
  const unknown = Object.keys(entry).find(key => !keys.includes(key));
  if (unknown !== undefined)
    throw new UsageError(`${place} has the unknown key "${unknown}": expected ${keys.join(', ')}`);
  const {id, reason, expires, engine, plugin} = entry;
  for (const [name, value] of Object.entries({id, reason})) {
    if (typeof value !== 'string' || value.trim() === '')
      throw new UsageError(`${place}.${name} is missing: every known failure says what it is and why`);
  }
  for (const [name, value] of Object.entries({expires, engine, plugin})) {
    if (value !== undefined && typeof value !== 'string')
      throw new UsageError(`${place}.${name} is no string`);
  }
  if (expires !== undefined && !isDay(String(expires)))
    throw new UsageError(`${place}.expires is "${expires}": expected a day such as 2027-01-31`);
  return entry as unknown as KnownFailure; // every field was looked at above
}

const keys = ['id', 'engine', 'plugin', 'reason', 'expires'];

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Writes a baseline, sorted, so that changes read well. */
export function writeBaseline(file: string, known: readonly KnownFailure[]): void {
  const sorted = [...known].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const schema = 'https://unpkg.com/plugtest/schemas/baseline.schema.json';
  try {
    writeFileSync(file, `${JSON.stringify({$schema: schema, known: sorted}, null, 2)}\n`);
  } catch (error) {
    throw unwritable(`the baseline "${file}"`, error);
  }
}

/** One string for what an entry is about. */
export function keyOf({id, engine, plugin}: Pick<KnownFailure, 'id' | 'engine' | 'plugin'>): string {
  return JSON.stringify([id, engine, plugin]);
}
