import type {Check, Rule} from '../core/check.ts';
import type {Level} from '../core/verdict.ts';
import {selection} from '../report/repeat-command.ts';
import {requirementOf, sourcesOf} from '../run.ts';
import {shellQuote} from '../util/shell-quote.ts';
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
  /** Commands that show it fail, one for each fault of the reference plugin that it is proved against. */
  readonly examples: readonly string[];
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
    examples: faults.filter(fault => fault.catches?.includes(id)).map(fault => exampleOf(entry, fault)),
  };
}

function exampleOf({id, kind}: Check | Rule, {name, besides = []}: FixtureInfo): string {
  const area = id.slice(0, id.indexOf('.'));
  const flags = selection({id, kind, interface: area});
  const more =
    flags.length === 0 ? [] : besides.filter(other => other !== id).flatMap(other => ['--select', other]);
  const words = ['plugtest', 'demo', '--fault', name, ...flags, ...more];
  return words.map(shellQuote).join(' ');
}

let loading: Promise<readonly FixtureInfo[]> | undefined;

/** Loaded once: each is a file, and there are hundreds. */
function allFaults(): Promise<readonly FixtureInfo[]> {
  loading ??= loadFixtures().then(fixtures => fixtures.loadFaults());
  return loading;
}
