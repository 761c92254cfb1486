import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {IpamChoice} from '../core/context.ts';
import type {SandboxMode} from '../run.ts';
import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import {isModulePath, loadOwnModule} from './own-modules/load.ts';
import {packageRoot} from './package-root.ts';

/** Where a fault or an oddity of the reference plugin shows, or works at all. */
export interface FixtureWants {
  readonly interface: string;
  /** What it serves beside `interface`. */
  readonly interfaces?: readonly string[];
  /** What the user has to say. */
  readonly volumeOptions?: Readonly<Record<string, string>>;
  readonly networkOptions?: Readonly<Record<string, string>>;
  readonly ipamOptions?: Readonly<Record<string, string>>;
  readonly logOptions?: Readonly<Record<string, string>>;
  readonly ipamDriver?: IpamChoice;
  readonly subnets?: readonly string[];
  readonly engine?: string;
  readonly sandbox?: SandboxMode;
  /** `--log-probe`, `--broken-policy`. */
  readonly logProbe?: boolean;
  readonly brokenPolicy?: boolean;
  readonly tcp?: boolean;
  /** One check at a time. */
  readonly oneByOne?: boolean;
}

/** What the command line needs of a fault or an oddity of the reference plugin. */
export interface FixtureInfo extends FixtureWants {
  readonly name: string;
  readonly describe: string;
  /** Ids of the checks that notice a fault. */
  readonly catches?: readonly string[];
  /** Checks whose calls it needs to show, besides those that it names. */
  readonly besides?: readonly string[];
}

interface FixtureModule {
  names(kind: 'faulty' | 'odd'): readonly string[];
  load(kind: 'faulty' | 'odd', name: string): Promise<FixtureInfo>;
  loadFaults(): Promise<readonly FixtureInfo[]>;
  loadVariants(): Promise<readonly FixtureInfo[]>;
}

/** Path of the reference plugin's program. */
export function referenceProgram(): string {
  return join(packageRoot(), 'fixtures/good/main.js');
}

/** Path of the program that prints the reference log driver's logs. */
export function logPrinter(): string {
  return join(packageRoot(), 'fixtures/good/log/print.js');
}

/** The reference plugin's own lists. Plain JavaScript outside of the compiled sources, hence loaded by path. */
export async function loadFixtures(): Promise<FixtureModule> {
  const url = pathToFileURL(join(packageRoot(), 'fixtures/good/faults.js')).href;
  return (await import(url)) as FixtureModule; // checked by test/cli/reference.test.ts
}

/** Those of the names, which were checked. */
export async function loadNamed(
  kind: 'faulty' | 'odd',
  names: readonly string[],
): Promise<readonly FixtureInfo[]> {
  if (names.length === 0) return [];
  const {load} = await loadFixtures();
  return Promise.all(names.map(name => (isModulePath(name) ? ownFault(name) : load(kind, name))));
}

/** The parts that a demo can't do without are looked at; the reference plugin loads the file again. */
async function ownFault(path: string): Promise<FixtureInfo> {
  const {fault} = await loadOwnModule(path);
  if (isFault(fault)) return fault;
  const expected = 'fault = {name, interface, describe, expects, catches, apply(plugin) {…}}';
  throw new UsageError(
    `"${path}" is no fault: expected it to export ${expected}. plugtest new check <id> writes one`,
  );
}

function isFault(value: unknown): value is FixtureInfo {
  if (typeof value !== 'object' || value === null || !('interface' in value && 'apply' in value))
    return false;
  return typeof value.interface === 'string' && typeof value.apply === 'function';
}

/** A fault may be a file of the user: its absolute path; names stay. */
export function faultPath(word: string): string {
  return isModulePath(word) ? resolve(word) : word;
}

/** Refuses names that are no fault or oddity. */
export async function checkFixtureNames(kind: 'faulty' | 'odd', names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const known = (await loadFixtures()).names(kind);
  const unknown = names.find(name => !known.includes(name) && !(kind === 'faulty' && existsSync(name)));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  const hint = near === undefined ? 'See plugtest reference --list-faults.' : `Did you mean ${near}?`;
  throw new UsageError(
    `the reference plugin has no ${kind === 'odd' ? 'oddity' : 'fault'} named "${unknown}". ${hint}`,
  );
}
