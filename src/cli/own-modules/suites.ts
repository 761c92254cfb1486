import {defineSuite, type Suite} from '../../core/suite.ts';
import {addSuites, listChecks} from '../../run.ts';
import {UsageError} from '../../util/errors.ts';
import {isObject} from '../json-file.ts';
import {loadOwnModule} from './load.ts';

/** Loads the modules of `--suite` and adds what they export: suites, or checks and rules. */
export async function loadSuites(paths: readonly string[]): Promise<void> {
  for (const path of paths) addSuites(await suitesIn(path));
}

async function suitesIn(path: string): Promise<readonly Suite[]> {
  const module = await loadOwnModule(path);
  const exported = Object.values(module).filter(isSuite);
  const suites = exported.length > 0 ? exported : suitesOfEntries(module);
  const entries = suites.flatMap(suite => suite.entries);
  if (entries.length === 0)
    throw new UsageError(`"${path}" exports no check, rule or suite: see docs/writing-checks.md`);
  const taken = new Set(listChecks().map(({id}) => id));
  for (const entry of entries) {
    const problem = problemOf(entry as unknown as Readonly<Record<string, unknown>>); // comes from outside
    if (problem !== null) throw new UsageError(`"${path}": the check "${entry.id}" ${problem}`);
    if (taken.has(entry.id))
      throw new UsageError(`"${path}": there is another check with the id "${entry.id}"`);
    taken.add(entry.id);
  }
  return suites;
}

/** One suite for each first part of an id, in the order of the exports. */
function suitesOfEntries(module: Readonly<Record<string, unknown>>): readonly Suite[] {
  const requirements = isObject(module['requirements']) ? module['requirements'] : {};
  const entries = Object.values(module).filter(
    value => isObject(value) && (value['kind'] === 'check' || value['kind'] === 'rule'),
  );
  const areaOf = (entry: unknown) => (isObject(entry) ? String(entry['id']).split('.')[0] : '') ?? '';
  return [...new Set(entries.map(areaOf))].map(area =>
    defineSuite({
      area,
      requirements: requirements as Suite['requirements'], // texts for reports; missing ones are left out
      modules: [
        Object.fromEntries(entries.filter(entry => areaOf(entry) === area).map((entry, at) => [at, entry])),
      ],
    }),
  );
}

function isSuite(value: unknown): value is Suite {
  return isObject(value) && typeof value['area'] === 'string' && Array.isArray(value['entries']);
}

function problemOf(entry: Readonly<Record<string, unknown>>): string | null {
  const texts = ['title', 'problem', 'consequence', 'fix'];
  const missing = texts.find(name => typeof entry[name] !== 'string' || entry[name] === '');
  if (missing !== undefined) return `has no ${missing}`;
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+){2,}$/.test(String(entry['id'])))
    return 'needs an id of three lower-case words with dots, such as mine.get.answers';
  if (!['MUST', 'SHOULD', 'MAY'].includes(String(entry['level'])))
    return 'has no level: expected MUST, SHOULD or MAY';
  if (entry['requirement'] === undefined) return 'names no requirement';
  if (typeof entry[entry['kind'] === 'rule' ? 'judge' : 'run'] !== 'function')
    return `has no function ${entry['kind'] === 'rule' ? 'judge' : 'run'}`;
  return null;
}
