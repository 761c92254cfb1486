import type {Check, Rule} from '../core/check.ts';
import type {Level} from '../core/verdict.ts';
import {requirementOf, sourcesOf} from '../run.ts';
import {type FixtureInfo, loadFixtures} from './fixtures.ts';

/** All that is known about a check without running it. */
export interface CheckPage {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly kind: 'check' | 'rule';
  /** Engine range as semver, or `all`. */
  readonly engines: string;
  readonly requirements: readonly {readonly key: string; readonly text: string}[];
  readonly problem: string;
  readonly consequence: string;
  readonly fix: string;
  readonly source: readonly string[];
  readonly tags: readonly string[];
  readonly dependsOn: readonly string[];
  /** Faults of the reference plugin that it is proved against: examples to try. */
  readonly faults: readonly string[];
}

/** Gathers a check's page. */
export async function checkPage(entry: Check | Rule): Promise<CheckPage> {
  const {id, title, level, kind, problem, consequence, fix} = entry;
  const faults = await allFaults();
  return {
    id,
    title,
    level,
    kind,
    engines: entry.engines ?? 'all',
    requirements: [entry.requirement].flat().map(key => ({key, text: requirementOf(key)?.text ?? ''})),
    problem,
    consequence,
    fix,
    source: sourcesOf(entry.requirement),
    tags: entry.tags ?? [],
    dependsOn: entry.kind === 'check' ? (entry.dependsOn ?? []) : [],
    faults: faults.filter(fault => fault.catches?.includes(id)).map(({name}) => name),
  };
}

let loading: Promise<readonly FixtureInfo[]> | undefined;

/** Loaded once: each is a file, and there are hundreds. */
function allFaults(): Promise<readonly FixtureInfo[]> {
  loading ??= loadFixtures().then(fixtures => fixtures.loadFaults());
  return loading;
}
