import type {Destination} from '../report/fan-out.ts';
import {findReporter, reporters} from '../report/registry.ts';
import type {Output, Reporter} from '../report/reporter.ts';
import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import {withoutCiCommands} from './ci-commands.ts';
import {openFileOutput} from './file-output.ts';
import {githubReports} from './github-actions.ts';
import {isModulePath} from './own-modules/load.ts';
import {loadReporter} from './own-modules/reporter.ts';
import {stdoutOutput} from './terminal.ts';

/** One `--reporter NAME[=FILE]`. */
export interface Wish {
  readonly name: string;
  /** Null: stdout. */
  readonly file: string | null;
}

/** Reads `--reporter NAME[=FILE]` and opens every place before the run, so that a bad path is known at once. */
export async function openDestinations(words: readonly string[]): Promise<(Destination & Wish)[]> {
  const fallback = process.stdout.isTTY ? 'pretty' : 'tap';
  const wishes = readWishes(words.length > 0 ? words : [fallback]);
  const opened: (Destination & Wish)[] = [];
  for (const {name, file} of wishes) {
    const reporter = await load(name);
    const out = file === null ? stdoutFor(name) : openFileOutput(file);
    opened.push({name, file, out, reporter});
  }
  const asked = wishes.map(({name}) => name);
  for (const {name, out} of githubReports(asked, process.env)) {
    const reporter = await findReporter(name)?.load();
    if (reporter) opened.push({name, file: null, out, reporter});
  }
  return opened;
}

function load(name: string): Promise<Reporter> {
  const entry = findReporter(name);
  if (entry) return entry.load();
  if (isModulePath(name)) return loadReporter(name);
  throw new UsageError(unknownReporter(name));
}

/** In CI logs, texts of the plugin must not be taken for commands. Other formats than these two are read by programs. */
function stdoutFor(name: string): Output {
  const out = stdoutOutput();
  if (!process.env['CI'] || (name !== 'pretty' && name !== 'tap')) return out;
  return {...out, write: text => out.write(withoutCiCommands(text))};
}

/** What `--reporter` asks for; no two may write to one place. */
export function readWishes(words: readonly string[]): readonly Wish[] {
  const wishes = words.map(readWish);
  refuseSharedPlaces(wishes);
  return wishes;
}

function readWish(word: string): Wish {
  const at = word.indexOf('=');
  if (at === -1) return {name: word, file: null};
  const [name, file] = [word.slice(0, at), word.slice(at + 1)];
  if (file === '')
    throw new UsageError(
      `--reporter ${word} names no file: expected ${name}=FILE, or ${name} alone for stdout`,
    );
  return {name, file: file === '-' ? null : file};
}

function refuseSharedPlaces(wishes: readonly Wish[]): void {
  for (const [index, {name, file}] of wishes.entries()) {
    const earlier = wishes.slice(0, index).find(wish => wish.file === file);
    if (!earlier) continue;
    const place = file === null ? 'stdout' : `"${file}"`;
    const advice = `give one of them a file of its own: --reporter ${name}=FILE`;
    throw new UsageError(`two reporters write to ${place} (${earlier.name} and ${name}); ${advice}`);
  }
}

function unknownReporter(name: string): string {
  const names = reporters.map(entry => entry.name);
  const near = nearest(name, names);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return `no reporter is named "${name}": expected ${names.join(', ')}.${hint}`;
}
