import {policyChecks} from '../../suites/authz/policy.ts';
import {suites} from '../../suites/index.ts';
import type {Check, Rule} from '../core/check.ts';
import type {Requirement} from '../core/requirement.ts';
import type {Suite} from '../core/suite.ts';
import type {RunOptions} from './options.ts';

/** Suites of the user, for this process (`--suite`). */
const added: Suite[] = [];

/** Adds suites to those that plugtest has. */
export function addSuites(more: readonly Suite[]): void {
  added.push(...more);
}

function allSuites(): readonly Suite[] {
  return [...suites, ...added];
}

/** All checks and rules, in the order in which they run and are listed. */
export function allEntries(): readonly (Check | Rule)[] {
  return allSuites().flatMap(suite => suite.entries);
}

/** What a run is about. */
export type Scope = Pick<RunOptions, 'interfaces' | 'isManaged' | 'policy'>;

/** The words of Plugin.Activate that stand for these interfaces. */
export function wordsOf({interfaces = []}: Scope): readonly string[] {
  return allSuites().flatMap(({word, area}) =>
    word !== undefined && interfaces.includes(area) ? [word] : [],
  );
}

/** It is tested as a managed plugin: the user says so, or nothing is tested but what only such a one can be. */
export function isManaged({interfaces, isManaged: said = false}: Scope): boolean {
  return said || (interfaces?.every(name => name === 'metrics') ?? false);
}

/** The suites of these interfaces; transport always belongs, and handshake unless dockerd would not ask. A policy adds a check for each expectation. */
export function entriesOf(scope: Scope): readonly (Check | Rule)[] {
  const {interfaces, policy} = scope;
  const wanted = (area: string) => interfaces === undefined || interfaces.includes(area);
  const common = (area: string) => area !== 'handshake' || !isManaged(scope);
  return [
    ...allSuites()
      .filter(({word, area}) => (word === undefined ? common(area) : wanted(area)))
      .flatMap(suite => suite.entries),
    ...(policy !== undefined && wanted('authz') ? policyChecks(policy) : []),
  ];
}

/** Areas that can be named with `--interface`. */
export function interfaceNames(): readonly string[] {
  return allSuites()
    .filter(suite => suite.word !== undefined)
    .map(suite => suite.area);
}

/** The requirement behind a key such as `volume/13`; undefined for an unknown key. */
export function requirementOf(key: string): Requirement | undefined {
  const [area, number] = key.split('/');
  const suite: Suite | undefined = allSuites().find(one => one.requirementArea === area);
  return suite?.requirements[Number(number)];
}

/** Sources of one or several requirements, each once. */
export function sourcesOf(requirement: string | readonly string[]): readonly string[] {
  const keys = [requirement].flat();
  return [...new Set(keys.flatMap(key => requirementOf(key)?.source ?? []))];
}
