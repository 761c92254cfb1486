import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {IpamChoice} from '../core/context.ts';
import type {SandboxMode} from '../run.ts';
import {UsageError} from '../util/errors.ts';
import {nearest} from '../util/nearest.ts';
import {isModulePath} from './own-modules/load.ts';
import {packageRoot} from './package-root.ts';

/** What the command line needs of a fault or an oddity of the reference plugin. */
export interface FixtureInfo {
  readonly name: string;
  readonly interface: string;
  readonly describe: string;
  /** Ids of the checks that notice a fault. */
  readonly catches?: readonly string[];
  /** What it serves beside `interface`. */
  readonly interfaces?: readonly string[];
  /** What the user has to say for it to show, or to work at all. */
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
  return Promise.all(names.map(name => load(kind, name)));
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
