import {existsSync} from 'node:fs';
import {UsageError} from '../../util/errors.ts';
import {nearest} from '../../util/nearest.ts';
import {isObject, readJsonFile} from '../json-file.ts';
import type {OptionSpec} from '../option-spec.ts';
import {configurableOptions} from './options.ts';

/** Taken when it lies in the working folder and `--config` names no other. */
export const defaultFile = 'plugtest.config.json';

/** What a configuration file says. */
export interface ConfigurationFile {
  readonly file: string;
  readonly target?: string;
  /** Words of the command that starts the plugin. */
  readonly command?: readonly string[];
  /** By name of the option: the words that a flag would have. */
  readonly options: ReadonlyMap<string, string | boolean | readonly string[]>;
}

const expected = 'a configuration such as {"target": "./plugin.sock", "engine": "29"}';

/** Reads the configuration: the named file, or the one that lies here; null without one. */
export function readConfiguration(named: string | undefined): ConfigurationFile | null {
  if (named === undefined && !existsSync(defaultFile)) return null;
  const file = named ?? defaultFile;
  const value = readJsonFile(file, expected);
  if (!isObject(value)) throw new UsageError(`"${file}" holds no object: expected ${expected}`);
  const {$schema: _schema, target, command, ...rest} = value;
  if (target !== undefined && typeof target !== 'string')
    throw new UsageError(`"${file}": target is no string: expected e.g. "./plugin.sock"`);
  if (command !== undefined && !isListOfStrings(command))
    throw new UsageError(`"${file}": command is no list of words: expected e.g. ["./my-plugin", "--debug"]`);
  const options = new Map(Object.entries(rest).map(([name, item]) => [name, readItem(file, name, item)]));
  return {file, options, ...(target !== undefined && {target}), ...(command !== undefined && {command})};
}

function readItem(file: string, name: string, value: unknown): string | boolean | readonly string[] {
  const option = configurableOptions().find(one => one.name === name);
  if (!option) throw new UsageError(`"${file}" has the unknown key "${name}". ${hintFor(name)}`);
  const read = wordsOf(option, value);
  if (read !== null) return read;
  throw new UsageError(`"${file}": ${name} expects ${shapes[option.kind]}, got ${JSON.stringify(value)}`);
}

function hintFor(name: string): string {
  const near = nearest(
    name,
    configurableOptions().map(option => option.name),
  );
  return near === undefined ? 'Keys are the names of flags; see plugtest --help.' : `Did you mean "${near}"?`;
}

const shapes: Readonly<Record<OptionSpec['kind'], string>> = {
  boolean: 'true or false',
  text: 'a string',
  duration: 'a time such as "10s"',
  integer: 'a whole number',
  list: 'a list of strings',
  pairs: 'an object of strings such as {"size": "1g"}',
};

/** The words that the flag would have; null when the value has another shape. */
function wordsOf({kind}: OptionSpec, value: unknown): string | boolean | readonly string[] | null {
  if (kind === 'boolean') return typeof value === 'boolean' ? value : null;
  if (kind === 'list') return typeof value === 'string' ? [value] : isListOfStrings(value) ? value : null;
  if (kind === 'pairs') {
    if (!isObject(value) || !isListOfStrings(Object.values(value))) return null;
    return Object.entries(value).map(([key, item]) => `${key}=${item}`);
  }
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value : null;
}

function isListOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
